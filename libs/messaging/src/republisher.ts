import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { statement } from '@clientele/database';

const again = statement<{ events: string }>(
  'outbox-republish',
  `WITH again AS (UPDATE outbox SET published_at = NULL WHERE created_at >= $1 AND published_at IS NOT NULL RETURNING 1)
   SELECT count(*) AS events FROM again`,
);

/** Publishes again what was published: the outbox keeps a week of it. */
@Injectable()
export class Republisher {
  since(once: Once, since: Date): Promise<{ events: number }> {
    return once(async (tx) => ({ events: Number((await again.first(tx, [since]))?.events ?? 0) }));
  }
}
