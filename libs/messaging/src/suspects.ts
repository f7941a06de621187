import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';

/** From this delivery on, an event may be what ended the processes that had it before. */
export const SUSPECT_FROM = 3;

/** So many processes may be lost with an event that nothing else was at. */
export const MOST_LOSSES = 3;

/** Why an event is put aside that no process survives. */
export class ProcessLost extends Error {
  constructor() {
    super(`The process was lost ${MOST_LOSSES} times while it handled this`);
  }
}

const begin = statement<{ losses: number }>(
  'suspects-begin',
  `INSERT INTO suspects AS s (consumer, event_id, begun) VALUES ($1, $2, 1)
   ON CONFLICT (consumer, event_id) DO UPDATE SET begun = s.begun + 1, begun_at = now()
   RETURNING begun - 1 AS losses`,
);

const end = statement('suspects-end', 'DELETE FROM suspects WHERE consumer = $1 AND event_id = $2');

/** Remembers what is being handled that may end the process: what is still here when it comes again did so. */
@Injectable()
export class Suspects {
  constructor(private readonly db: Database) {}

  /** Tells how often the same was begun before without anything coming of it. */
  async begin(consumer: string, eventId: string): Promise<number> {
    return (await begin.first(this.db, [consumer, eventId]))?.losses ?? 0;
  }

  /** Something came of it, good or bad. */
  async end(consumer: string, eventId: string): Promise<void> {
    await end.rows(this.db, [consumer, eventId]);
  }
}
