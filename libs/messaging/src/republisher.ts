import { statement, type Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';

const BATCH = 10_000;

// In steps: a week of events in one statement would exceed the time that a statement has. All in the one order of before.
const again = statement<{ position: string; events: number }>(
  'outbox-republish',
  `UPDATE outbox SET published_at = NULL, bulk_aggregates = NULL WHERE position = ANY (ARRAY(
     SELECT position FROM outbox WHERE position > $2 AND created_at >= $1 AND published_at IS NOT NULL
     ORDER BY position LIMIT ${BATCH}))
   RETURNING position, events`,
);

/** Publishes again what was published: the outbox keeps a week of it. */
@Injectable()
export class Republisher {
  since(once: Once, since: Date): Promise<{ events: number }> {
    return once(async (tx) => ({ events: await republish(tx, since) }));
  }
}

async function republish(tx: Tx, since: Date): Promise<number> {
  let events = 0;
  let last = 0n;
  for (;;) {
    const rows = await again.rows(tx, [since, String(last)]);
    for (const row of rows) {
      events += row.events;
      if (BigInt(row.position) > last) last = BigInt(row.position);
    }
    if (rows.length < BATCH) return events;
  }
}
