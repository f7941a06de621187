import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';

const mark = statement<{ consumer: string }>(
  'inbox-mark',
  'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING consumer',
);

/** What each consumer has handled. */
@Injectable()
export class Inbox {
  constructor(private readonly db: Database) {}

  /**
   * Runs `work` once per event and consumer: the mark and the work commit together. A second delivery at the
   * same time waits for the first and then finds the mark. Tells whether it was the first.
   */
  once(consumer: string, eventId: string, work: (tx: Tx) => Promise<void>): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      if (!(await mark.first(tx, [consumer, eventId]))) return false;
      await work(tx);
      return true;
    });
  }
}
