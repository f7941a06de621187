import {
  type DomainEvent,
  segmentDeleted,
  segmentMemberEntered,
  type SegmentChanged,
  type SegmentDeleted,
  type SegmentMembersMoved,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

/** Whatever is told of segments. */
export type SegmentNews = SegmentChanged | SegmentDeleted | SegmentMembersMoved;

// Locks the segments, so that what is told of one waits for what else is. A segment that is gone does not come back.
const know = statement<{ id: string; deleted: boolean }>(
  'known-segments-keep',
  `INSERT INTO known_segments AS s (id, deleted)
   SELECT * FROM unnest($1::uuid[], $2::boolean[]) AS n (id, deleted) ORDER BY id
   ON CONFLICT (id) DO UPDATE SET deleted = s.deleted OR excluded.deleted RETURNING id, deleted`,
);

// An equal version is told again.
const keep = statement(
  'customer-segments-keep',
  `INSERT INTO customer_segments AS c (segment_id, customer_id, is_in, version)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::bigint[])
     AS n (segment_id, customer_id, is_in, version) ORDER BY customer_id, segment_id
   ON CONFLICT (customer_id, segment_id) DO UPDATE SET is_in = excluded.is_in, version = excluded.version
   WHERE c.version <= excluded.version`,
);

const forget = statement(
  'customer-segments-forget',
  'DELETE FROM customer_segments WHERE segment_id = ANY ($1::uuid[])',
);

/** A customer who came into a segment, or left it. */
export interface SegmentMove {
  readonly segmentId: string;
  readonly customerId: string;
  readonly isIn: boolean;
  readonly version: number;
}

/** Of each customer in each segment what was told last. */
export function lastMoves(events: readonly DomainEvent<SegmentNews>[]): readonly SegmentMove[] {
  const last = new Map<string, SegmentMove>();
  for (const { type, aggregate, data } of events) {
    if (!('customerIds' in data)) continue;
    const { segmentId } = data;
    const isIn = type === segmentMemberEntered.type;
    for (const customerId of data.customerIds) {
      const known = last.get(`${segmentId} ${customerId}`);
      if (!known || known.version < aggregate.version)
        last.set(`${segmentId} ${customerId}`, { segmentId, customerId, isIn, version: aggregate.version });
    }
  }
  return [...last.values()];
}

/** Keeps who is in which segment, as the service groups announces it. */
export async function keepSegments(events: readonly DomainEvent<SegmentNews>[], tx: Tx): Promise<void> {
  const ids = [...new Set(events.map(({ data }) => data.segmentId))];
  const gone = new Set(
    events.filter(({ type }) => type === segmentDeleted.type).map(({ data }) => data.segmentId),
  );
  const known = await know.rows(tx, [ids, ids.map((id) => gone.has(id))]);
  const deleted = new Set(known.filter((segment) => segment.deleted).map(({ id }) => id));
  const moves = lastMoves(events).filter(({ segmentId }) => !deleted.has(segmentId));
  await keep.rows(tx, [
    moves.map(({ segmentId }) => segmentId),
    moves.map(({ customerId }) => customerId),
    moves.map(({ isIn }) => isIn),
    moves.map(({ version }) => version),
  ]);
  if (gone.size > 0) await forget.rows(tx, [[...gone]]);
}
