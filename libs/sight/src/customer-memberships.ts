import type { DomainEvent, MembershipsChanged } from '@clientele/contracts';
import { arrayText, statement, type Tx } from '@clientele/database';
import { latestOfEach } from '@clientele/messaging';

// Locks the customers' rows, so that events about one customer wait for each other.
const advance = statement<{ customerId: string }>(
  'customer-memberships-advance',
  `INSERT INTO customer_memberships AS m (customer_id, version) SELECT * FROM unnest($1::uuid[], $2::integer[])
   ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version WHERE m.version <= excluded.version
   RETURNING customer_id AS "customerId"`,
);

// A statement of its own, as it must see what another event has written while we waited for the lock. `NOT IN` is looked up in
// a hash, while of `NOT EXISTS` Postgres, which does not know how many there are, makes a loop in a loop.
const keep = statement(
  'customer-groups-keep',
  `WITH news AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS i (customer_id, group_id)), ended AS (
     DELETE FROM customer_groups g
     WHERE g.customer_id = ANY ($1::uuid[]) AND (g.customer_id, g.group_id) NOT IN (SELECT customer_id, group_id FROM news)
   )
   INSERT INTO customer_groups (customer_id, group_id)
   SELECT customer_id, group_id FROM news
   WHERE (customer_id, group_id) NOT IN (
     SELECT customer_id, group_id FROM customer_groups WHERE customer_id = ANY ($1::uuid[]))
   ON CONFLICT DO NOTHING`,
);

/** Keeps which groups customers are in, as the service groups announced it. */
export async function keepCustomerGroups(
  events: readonly DomainEvent<MembershipsChanged>[],
  tx: Tx,
): Promise<void> {
  const latest = latestOfEach(events);
  const advanced = await advance.rows(tx, [
    arrayText(latest.map(({ data }) => data.customerId)),
    arrayText(latest.map(({ aggregate }) => aggregate.version)),
  ]);
  const ids = new Set(advanced.map(({ customerId }) => customerId));
  const items = latest.flatMap(({ data: { customerId, items: all } }) =>
    ids.has(customerId) ? all.map(({ groupId }) => ({ customerId, groupId })) : [],
  );
  await keep.rows(tx, [
    arrayText([...ids]),
    arrayText(items.map(({ customerId }) => customerId)),
    arrayText(items.map(({ groupId }) => groupId)),
  ]);
}
