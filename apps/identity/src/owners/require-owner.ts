import { statement, type Database, type Tx } from '@clientele/database';
import { CustomerNotFound } from '../customers/customers.problems';
import { isGroupOf } from './group-of-shop.sql';
import { GroupUnknown, SegmentUnknown } from './owners.problems';

/** A customer, a group or a segment that something belongs to. */
export interface Owner {
  readonly customerId?: string;
  readonly groupId?: string;
  readonly segmentId?: string;
}

const owner = statement<{ customer: boolean; group: boolean; segment: boolean }>(
  'owners-known',
  `SELECT $2::uuid IS NULL OR EXISTS (SELECT FROM customers WHERE id = $2 AND shop_id = $1 AND state NOT IN ('merged', 'erased') FOR KEY SHARE) AS customer,
          $3::uuid IS NULL OR EXISTS (SELECT FROM known_groups g WHERE g.id = $3 AND ${isGroupOf('$1')} FOR SHARE) AS "group",
          $4::uuid IS NULL OR EXISTS (SELECT FROM known_segments WHERE id = $4 AND NOT deleted FOR SHARE) AS segment`,
);

/**
 * Throws unless the customer, group or segment is there. They stay until the transaction ends: a customer that is being erased or made
 * part of another is waited for, so that nothing comes to it behind that.
 */
export async function requireOwner(
  on: Database | Tx,
  shopId: string,
  { customerId, groupId, segmentId }: Owner,
): Promise<void> {
  const known = await owner.first(on, [shopId, customerId, groupId, segmentId]);
  if (!known?.customer) throw new CustomerNotFound();
  if (!known.group) throw new GroupUnknown();
  if (!known.segment) throw new SegmentUnknown();
}
