import type { DomainEvent } from '@clientele/contracts';
import { arrayText, Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { RegisteredConsumer } from './consumer-registry';

const mark = statement<{ consumer: string }>(
  'inbox-mark',
  'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING consumer',
);

const markEach = statement<{ id: string }>(
  'inbox-mark-each',
  `INSERT INTO inbox (consumer, event_id) SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
   ON CONFLICT DO NOTHING RETURNING event_id AS id`,
);

/** What each consumer has handled, unless being given it again comes to the same. */
@Injectable()
export class Inbox {
  constructor(private readonly db: Database) {}

  /**
   * Has an event handled once by a consumer: the mark and the work commit together. A second delivery at the
   * same time waits for the first and then finds the mark. Tells whether it was the first.
   */
  once({ durable, repeatable, handle }: Handling, event: DomainEvent): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      if (!repeatable && !(await mark.first(tx, [durable, event.id]))) return false;
      await handle([event], tx);
      return true;
    });
  }

  /** The same for several events in one transaction. Tells which of them were there for the first time. */
  onceEach(
    { durable, repeatable, handle }: Handling,
    events: readonly DomainEvent[],
  ): Promise<ReadonlySet<DomainEvent>> {
    return this.db.transaction(async (tx) => {
      const unheard = repeatable ? events : await unheardOf(tx, durable, events);
      if (unheard.length > 0) await handle(unheard, tx);
      return new Set(unheard);
    });
  }
}

type Handling = Pick<RegisteredConsumer, 'durable' | 'repeatable' | 'handle'>;

async function unheardOf(
  tx: Tx,
  durable: string,
  events: readonly DomainEvent[],
): Promise<readonly DomainEvent[]> {
  const marked = await markEach.rows(tx, [durable, arrayText(events.map(({ id }) => id))]);
  const ids = new Set(marked.map(({ id }) => id));
  return events.filter(({ id }) => ids.delete(id));
}
