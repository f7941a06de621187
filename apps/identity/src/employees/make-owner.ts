import { type EmployeePrincipal, newId } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { OWNER } from '../roles/delivered-roles';
import { EmployeeNotFound } from './employees.problems';

// Whoever changes the password meanwhile is waited for, so that one that is known to others does not live on elsewhere.
const copy = statement<{ id: string }>(
  'employees-copy-owner',
  `INSERT INTO employees (id, shop_id, role_id, first_name, last_name, email, normalized_email, password_hash, enabled, created_at)
   SELECT $1, $2, r.id, e.first_name, e.last_name, e.email, e.normalized_email, e.password_hash, true, $5
   FROM employees e JOIN roles r ON r.shop_id = $2 AND r.code = '${OWNER}'
   WHERE e.id = $3 AND e.shop_id = $4 AND e.enabled FOR SHARE OF e
   RETURNING id`,
);

/** Makes an employee of one shop the Owner of another, with the same e-mail address and password. */
export async function makeOwner(tx: Tx, shopId: string, caller: EmployeePrincipal, now: Date): Promise<void> {
  const made = await copy.first(tx, [newId(), shopId, caller.id, caller.shopId, now]);
  if (!made) throw new EmployeeNotFound();
}
