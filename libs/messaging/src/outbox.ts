import type { DomainEvent } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { currentTraceparent } from '@clientele/observability';
import { Injectable } from '@nestjs/common';

const insert = statement(
  'outbox-add',
  `INSERT INTO outbox (id, type, event)
   SELECT (event ->> 'id')::uuid, event ->> 'type', event FROM json_array_elements($1::json) AS e (event)`,
);

const BACKLOG = 2_000;

/** SQL: whether so much is on its way out that what happens now would wait for what is not urgent. */
export const OUTBOX_IS_BEHIND = `
  ((SELECT count(*) FROM (SELECT FROM outbox WHERE published_at IS NULL LIMIT ${BACKLOG + 1}) o) > ${BACKLOG})`;

/** What NATS accepts by default is a mebibyte with headers; one event above it would hold up all others. */
const LARGEST_EVENT = 1_000_000;

/** What the columns `id`, `type` and `event` of an outbox row hold, for statements that write it themselves. */
export interface OutboxValues {
  readonly id: string;
  readonly type: string;
  /** The envelope as JSON text. */
  readonly event: string;
}

/** Facts on their way out. The relay publishes them after the commit. */
@Injectable()
export class Outbox {
  /** Records events in the caller's transaction, in their order, with one statement. */
  async add(tx: Tx, ...events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const texts = events.map((event) => this.values(event).event);
    await insert.rows(tx, [`[${texts.join(',')}]`]);
  }

  /** The same as values for a statement that writes state and event together. */
  values(event: DomainEvent): OutboxValues {
    const traceparent = currentTraceparent();
    const text = JSON.stringify(traceparent ? { ...event, traceparent } : event);
    if (Buffer.byteLength(text) > LARGEST_EVENT)
      throw new Error(`${event.type} ${event.id} is larger than an event may be.`);
    return { id: event.id, type: event.type, event: text };
  }
}
