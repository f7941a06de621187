import type { DomainEvent, MembershipsChanged } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

// Locks the customer's row, so that events about one customer wait for each other.
const advance = statement<{ version: number }>(
  'customer-memberships-advance',
  `INSERT INTO customer_memberships AS m (customer_id, version) VALUES ($1, $2)
   ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version WHERE m.version <= excluded.version
   RETURNING version`,
);

// A statement of its own, as it must see what another event has written while we waited for the lock.
const keep = statement(
  'customer-groups-keep',
  `WITH ended AS (DELETE FROM customer_groups WHERE customer_id = $1 AND group_id <> ALL ($2::uuid[]))
   INSERT INTO customer_groups (customer_id, group_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
);

/** Keeps which groups a customer is in, as the service groups announced it. */
export async function keepCustomerGroups(
  { aggregate, data }: DomainEvent<MembershipsChanged>,
  tx: Tx,
): Promise<void> {
  if (!(await advance.first(tx, [data.customerId, aggregate.version]))) return;
  await keep.rows(tx, [data.customerId, data.items.map(({ groupId }) => groupId)]);
}
