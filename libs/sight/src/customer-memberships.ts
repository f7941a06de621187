import type { DomainEvent, MembershipsChanged } from '@clientele/contracts';
import { arrayText, atCommit, statement, type Tx } from '@clientele/database';
import { latestOfEach } from '@clientele/messaging';

// Triggers see to the rows of groups that teams are responsible for.
const keep = statement(
  'customer-memberships-keep',
  `INSERT INTO customer_memberships AS m (customer_id, version, group_ids, group_ids_version)
   SELECT customer_id, version, groups::uuid[], version
   FROM unnest($1::uuid[], $2::integer[], string_to_array($3, E'\\n')) AS n (customer_id, version, groups)
   ON CONFLICT (customer_id) DO UPDATE
   SET version = excluded.version, group_ids = excluded.group_ids, group_ids_version = excluded.group_ids_version
   WHERE m.version <= excluded.version`,
);

/** Keeps which groups customers are in, as the service groups announced it. */
export async function keepCustomerMemberships(
  events: readonly DomainEvent<MembershipsChanged>[],
  tx: Tx,
): Promise<void> {
  const latest = latestOfEach(events);
  atCommit(tx, keep, [
    arrayText(latest.map(({ data }) => data.customerId)),
    arrayText(latest.map(({ aggregate }) => aggregate.version)),
    // An array in each line.
    latest.map(({ data }) => arrayText(data.items.map(({ groupId }) => groupId))).join('\n'),
  ]);
}
