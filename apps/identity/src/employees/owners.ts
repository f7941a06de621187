import { statement, type Tx } from '@clientele/database';
import { OWNER } from '../roles/delivered-roles';
import { LastOwner } from './employees.problems';

// One row per shop: of two changes that take an Owner away the second waits, and sees what the first has done.
const lock = statement<{ id: string }>(
  'owners-lock',
  `SELECT id FROM roles WHERE shop_id = $1 AND code = '${OWNER}' FOR UPDATE`,
);

const others = statement<{ id: string }>(
  'owners-others',
  `SELECT id FROM employees WHERE role_id = $1 AND id <> $2 AND enabled AND password_hash IS NOT NULL LIMIT 1`,
);

/** Makes sure that somebody stays Owner who can log in; call it before an employee is read for a change. */
export async function lockOwners(
  tx: Tx,
  shopId: string,
): Promise<{ readonly ownerRoleId: string | undefined }> {
  return { ownerRoleId: (await lock.first(tx, [shopId]))?.id };
}

/** Throws if there is no Owner but this one. */
export async function requireAnotherOwner(tx: Tx, ownerRoleId: string, employeeId: string): Promise<void> {
  if (!(await others.first(tx, [ownerRoleId, employeeId]))) throw new LastOwner();
}
