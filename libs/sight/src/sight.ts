import { type Principal, SEES_ALL } from '@clientele/contracts';
import { type Database, statement, type Tx } from '@clientele/database';

/** The employee whose sales teams limit what the caller sees; undefined for whoever they do not limit. */
export const limitedTo = (caller: Principal): string | undefined =>
  caller.kind === 'employee' && !caller.permissions.has(SEES_ALL) ? caller.id : undefined;

/** The condition that a customer, given by an expression, is one that the employee in a parameter sees. */
export const isSeen = (customerId: string, employee: string): string =>
  `${customerId} IN (SELECT s.customer_id FROM seen_customers s WHERE s.employee_id = ${employee})`;

/** The same where the parameter may be null, for whoever is not limited. For single things: no index serves it. */
export const mayBeSeen = (customerId: string, employee: string): string =>
  `(${employee}::uuid IS NULL OR EXISTS (
     SELECT FROM seen_customers s WHERE s.employee_id = ${employee} AND s.customer_id = ${customerId}))`;

const among = statement<{ id: string }>(
  'sight-among',
  `SELECT c.id FROM unnest($2::uuid[]) AS c (id) WHERE ${isSeen('c.id', '$1')}`,
);

/** Those of the customers whom the caller sees. */
export async function seenAmong(
  on: Database | Tx,
  caller: Principal,
  customerIds: readonly string[],
): Promise<readonly string[]> {
  const employeeId = limitedTo(caller);
  if (employeeId === undefined) return customerIds;
  return (await among.rows(on, [employeeId, customerIds])).map(({ id }) => id);
}
