import { type DomainEvent, newId } from '@clientele/contracts';
import { arrayText, statement, type Tx } from '@clientele/database';
import { currentTraceparent } from '@clientele/observability';
import { Injectable } from '@nestjs/common';
import { parcelled } from './parcel';

const insert = statement(
  'outbox-add',
  `INSERT INTO outbox (id, type, event, events)
   SELECT id, type, event, events
   FROM unnest($1::uuid[], $2::text[], ${eventsSql('$3')}, $4::integer[]) AS r (id, type, event, events)`,
);

const insertInBulk = statement(
  'outbox-add-in-bulk',
  `INSERT INTO outbox (id, type, event, events, bulk_aggregates, created_at)
   SELECT id, type, event, events, string_to_array(aggregates, ' ')::uuid[], clock_timestamp()
   FROM unnest($1::uuid[], $2::text[], ${eventsSql('$3')}, $4::integer[], $5::text[])
     AS r (id, type, event, events, aggregates)`,
);

// For what the database takes note of by itself.
const setInBulk = statement('outbox-in-bulk', `SELECT set_config('clientele.in_bulk', 'on', true)`);

/** SQL of an array of events, given as text with one in each line: nothing of it has to be escaped, and JSON has no line breaks. */
export function eventsSql(lines: string): string {
  return `string_to_array(${lines}, E'\\n')::json[]`;
}

const BACKLOG = 2_000;

/** SQL: whether so much is on its way out that what happens now would wait for it. What was told in bulk gives way. */
export const OUTBOX_IS_BEHIND = `
  (SELECT coalesce(sum(events), 0) > ${BACKLOG}
   FROM (SELECT events FROM outbox WHERE published_at IS NULL AND bulk_aggregates IS NULL LIMIT ${BACKLOG + 1}) o)`;

/** What NATS accepts by default is a mebibyte with headers; one event above it would hold up all others. */
const LARGEST_EVENT = 1_000_000;

/** What the columns `id`, `type` and `event` of an outbox row hold, for statements that write it themselves. */
export interface OutboxValues {
  readonly id: string;
  readonly type: string;
  /** The envelope as JSON text. */
  readonly event: string;
}

/** The same of a row that may hold several events: an array of envelopes. */
export interface OutboxRowValues extends OutboxValues {
  /** How many it holds. */
  readonly events: number;
  /** What they are about. */
  readonly aggregates: readonly string[];
}

/** Facts on their way out. The relay publishes them after the commit. */
@Injectable()
export class Outbox {
  private readonly inBulk = new WeakSet<Tx>();

  /** Records events in the caller's transaction with one statement; those about one thing in their order. */
  async add(tx: Tx, ...events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const rows = this.rows(events);
    const values = [
      arrayText(rows.map(({ id }) => id)),
      rows.map(({ type }) => type),
      rows.map(({ event }) => event).join('\n'),
      arrayText(rows.map((row) => row.events)),
    ];
    if (!this.isInBulk(tx)) await insert.rows(tx, values);
    else await insertInBulk.rows(tx, [...values, rows.map(({ aggregates }) => aggregates.join(' '))]);
  }

  /**
   * From now on this transaction tells in bulk: it is part of a job that tells of very many things, one such transaction after
   * the other. All of that gives way to what others tell, and waits until the job rests, a minute at most.
   */
  async tellInBulk(tx: Tx): Promise<void> {
    this.inBulk.add(tx);
    await setInBulk.rows(tx);
  }

  /** Whether a transaction tells in bulk. */
  isInBulk(tx: Tx): boolean {
    return this.inBulk.has(tx);
  }

  /** One event as values for a statement that writes state and event together. */
  values(event: DomainEvent): OutboxValues {
    const traceparent = currentTraceparent();
    const text = JSON.stringify(traceparent ? { ...event, traceparent } : event);
    if (Buffer.byteLength(text) > LARGEST_EVENT)
      throw new Error(`${event.type} ${event.id} is larger than an event may be.`);
    return { id: event.id, type: event.type, event: text };
  }

  /** Many events as values, already in the parcels in which they will travel: a row costs more than an event in it. */
  rows(events: readonly DomainEvent[]): readonly OutboxRowValues[] {
    const each = events.map((event) => ({ ...this.values(event), aggregate: event.aggregate.id }));
    return parcelled(each).flatMap((parcel) => {
      const [first] = parcel;
      if (!first) return [];
      const { id, type, event } = first;
      const aggregates = parcel.map((one) => one.aggregate);
      if (parcel.length === 1) return { id, type, event, events: 1, aggregates };
      const text = `[${parcel.map((one) => one.event).join()}]`;
      return { id: newId(), type, event: text, events: parcel.length, aggregates };
    });
  }
}
