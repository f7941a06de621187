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

  /** The same for several events in one transaction, in their order. Tells which of them were there for the first time. */
  onceEach<T extends { readonly event: DomainEvent }>(
    consumer: string,
    items: readonly T[],
    work: (item: T, tx: Tx) => Promise<void>,
  ): Promise<ReadonlySet<T>> {
    return this.db.transaction(async (tx) => {
      const ids = items.map(({ event }) => event.id);
      const unheard = new Set((await markEach.rows(tx, [consumer, ids])).map(({ id }) => id));
      const first = items.filter(({ event }) => unheard.delete(event.id));
      for (const item of first) await work(item, tx);
      return new Set(first);
    });
  }
}
