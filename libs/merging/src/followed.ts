import {
  type CustomerMerged,
  customerMergeUndone,
  type DomainEvent,
  type EventContract,
  type MergeFollowed,
  systemActor,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

const rows = statement<{ name: string; count: number }>(
  'merged-rows-count',
  `SELECT table_name AS name, count(*)::integer AS count FROM merged_rows WHERE merge_id = $1 GROUP BY table_name`,
);

/** How many rows of which table are with the survivor by a merge. */
export async function movedRows(tx: Tx, mergeId: string): Promise<Record<string, number>> {
  const counted = await rows.rows(tx, [mergeId]);
  return Object.fromEntries(counted.map(({ name, count }) => [name, count]));
}

/** What a service tells when it has done what an event about a merge says. */
export async function followed(
  tx: Tx,
  contract: EventContract<MergeFollowed>,
  { type, shopId, data: { mergeId } }: DomainEvent<CustomerMerged>,
  occurredAt: Date,
): Promise<DomainEvent> {
  const undone = type === customerMergeUndone.type;
  const aggregate = { id: mergeId, version: undone ? 2 : 1 };
  const circumstances = { aggregate, shopId, actor: systemActor('merging'), occurredAt };
  return contract.create(circumstances, { mergeId, undone, moved: await movedRows(tx, mergeId) });
}
