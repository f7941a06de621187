import type { DomainEvent } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';

const mark = statement<{ consumer: string }>(
  'inbox-mark',
  'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING consumer',
);

const markEach = statement<{ id: string }>(
  'inbox-mark-each',
  `INSERT INTO inbox (consumer, event_id) SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
   ON CONFLICT DO NOTHING RETURNING event_id AS id`,
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

  /** The same for several events in one transaction. Tells which of them were there for the first time. */
  onceEach(
    consumer: string,
    events: readonly DomainEvent[],
    work: (unheard: readonly DomainEvent[], tx: Tx) => Promise<void>,
  ): Promise<ReadonlySet<DomainEvent>> {
    return this.db.transaction(async (tx) => {
      const marked = await markEach.rows(tx, [consumer, events.map(({ id }) => id)]);
      const ids = new Set(marked.map(({ id }) => id));
      const unheard = events.filter(({ id }) => ids.delete(id));
      if (unheard.length > 0) await work(unheard, tx);
      return new Set(unheard);
    });
  }
}
