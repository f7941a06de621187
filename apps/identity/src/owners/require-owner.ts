import { statement, type Database, type Tx } from '@clientele/database';
import { CustomerNotFound } from '../customers/customers.problems';
import { GroupUnknown } from './owners.problems';

/** A customer or a group that something belongs to. */
export interface Owner {
  readonly customerId?: string;
  readonly groupId?: string;
}

const owner = statement<{ customer: boolean; group: boolean }>(
  'owners-known',
  `SELECT $2::uuid IS NULL OR EXISTS (SELECT FROM customers WHERE id = $2 AND shop_id = $1 AND state <> 'merged') AS customer,
          $3::uuid IS NULL OR EXISTS (SELECT FROM known_groups WHERE id = $3 AND NOT deleted FOR SHARE) AS "group"`,
);

/** Throws unless the customer or the group is there. A group stays until the transaction ends. */
export async function requireOwner(
  on: Database | Tx,
  shopId: string,
  { customerId, groupId }: Owner,
): Promise<void> {
  const known = await owner.first(on, [shopId, customerId, groupId]);
  if (!known?.customer) throw new CustomerNotFound();
  if (!known.group) throw new GroupUnknown();
}
