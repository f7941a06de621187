import {
  customerDescribed,
  DEFAULT_SHOP_ID,
  type DomainEvent,
  newId,
  paymentAccepted,
  segmentMemberEntered,
  type SegmentMembersMoved,
  systemActor,
} from '@clientele/contracts';
import { eventually } from '@clientele/testing';
import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { MARKS } from '../data/segment-rules';
import { atPace } from '../driver/pace';
import { percentile } from '../driver/statistics';
import type { Desk } from './desk';

/** What happens to one customer, and what that is for its segments. */
export interface EventFigures {
  readonly name: string;
  /** Of one that happens alone: how many segments it is looked at for, and statements that it takes. */
  readonly segments: number;
  readonly statements: number;
  readonly perSecond: number;
  readonly events: number;
  /** Milliseconds until it is told that the customer is in a segment. */
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

type Happening = (customerId: string) => Promise<unknown>;
type Heard = ReadonlyMap<string, number>;

const ALONE = 10;
const PER_SECOND = 20;
const SECONDS = 15;
const GIVEN_UP_MS = 60_000;
/** What is asked again and again while nothing happens, and what belongs to no segment. */
const COUNTED = `
  SELECT coalesce(sum(calls), 0)::float8 AS n FROM pg_stat_statements
  WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND query ~ 'segment_|segments s|customer_facts|fact_changes|customer_orders|bought_items'
    AND query !~ 'FROM segment_builds b|DELETE FROM fact_changes|s.is_timed|pg_stat_statements|DELETE FROM segment_pins'`;

/** Has something happen to customers, each time to others, first one by one and then at a steady pace. */
export async function measureEvents(desk: Desk, say: (step: string) => void): Promise<EventFigures[]> {
  const nats = await connect({ servers: desk.suite.natsUrl });
  try {
    const stream = jetstream(nats);
    const publish = (event: DomainEvent) =>
      stream.publish(event.type, JSON.stringify([event]), { msgID: event.id });
    const heard = await hear(stream);
    const figures: EventFigures[] = [];
    for (const [name, mark, happen] of happenings(desk, publish)) {
      say(`Having something happen: ${name}`);
      const figure = { name, ...(await measure(desk, heard, mark, happen)) };
      say(`told after ${figure.p50.toFixed()} ms, 99 of 100 ${figure.p99.toFixed()}`);
      figures.push(figure);
    }
    return figures;
  } finally {
    await nats.close();
  }
}

const happenings = (
  desk: Desk,
  publish: (event: DomainEvent) => Promise<unknown>,
): readonly (readonly [name: string, mark: string, happen: Happening])[] => [
  ['an order is paid', MARKS.order, (customerId) => publish(payment(customerId))],
  ['another postcode', MARKS.profile, (customerId) => described(desk, customerId).then(publish)],
  [
    'another tag',
    MARKS.tag,
    (customerId) => desk.api.put('/v1/segments/tags', { customerId, tags: [MARKS.tag] }),
  ],
];

async function measure(
  desk: Desk,
  heard: Heard,
  mark: string,
  happen: Happening,
): Promise<Omit<EventFigures, 'name'>> {
  const segmentId = await idOf(desk, mark);
  const customers = await outsiders(desk, segmentId, ALONE * 2 + PER_SECOND * SECONDS);
  const told = (customerId: string) => heard.get(`${segmentId} ${customerId}`);
  // What is never asked before is slow.
  for (const customerId of customers.splice(0, ALONE)) await untilTold(happen, customerId, told);
  await desk.atRest();
  const before = await counts(desk);
  for (const customerId of customers.splice(0, ALONE)) {
    await untilTold(happen, customerId, told);
    await desk.atRest();
    // What comes of one event is not taken together with what comes of the next.
    await delay(700);
  }
  const after = await counts(desk);
  const waits = await atPace(PER_SECOND, customers, (customerId) => untilTold(happen, customerId, told));
  await desk.atRest();
  return {
    segments: (after.segments - before.segments) / ALONE,
    statements: (after.statements - before.statements) / ALONE,
    ...{ perSecond: PER_SECOND, events: waits.length, slowest: Math.max(...waits) },
    ...{ p50: percentile(waits, 50), p99: percentile(waits, 99) },
  };
}

async function untilTold(
  happen: Happening,
  customerId: string,
  told: (customerId: string) => number | undefined,
): Promise<number> {
  const begun = performance.now();
  await happen(customerId);
  await eventually(() => {
    if (told(customerId) === undefined) throw new Error(`Nobody told that ${customerId} is in the segment.`);
  }, GIVEN_UP_MS);
  return (told(customerId) ?? Number.NaN) - begun;
}

async function counts(desk: Desk): Promise<{ segments: number; statements: number }> {
  const metrics = await (await fetch(`${desk.suite.service('groups').url}/metrics`)).text();
  const segments = /^segment_evaluations_total\{cause="change"\} (\d+)/m.exec(metrics)?.[1];
  return { segments: Number(segments ?? 0), statements: await desk.one(COUNTED) };
}

async function idOf(desk: Desk, name: string): Promise<string> {
  const { rows } = await desk.groups.query<{ id: string }>(
    `SELECT id FROM segments WHERE name ->> 'en' = $1`,
    [name],
  );
  return rows[0]?.id ?? '';
}

async function outsiders(desk: Desk, segmentId: string, count: number): Promise<string[]> {
  const { rows } = await desk.groups.query<{ id: string }>(
    `SELECT customer_id AS id FROM customer_facts f
     WHERE is_open AND orders_count > 0 AND country IS NOT NULL
       AND NOT EXISTS (SELECT FROM segment_members m WHERE m.segment_id = $1 AND m.customer_id = f.customer_id)
     ORDER BY md5(customer_id::text) LIMIT $2`,
    [segmentId, count],
  );
  return rows.map(({ id }) => id);
}

/** By segment and customer, when it was told first that it came in. */
async function hear(stream: ReturnType<typeof jetstream>): Promise<Heard> {
  const told = new Map<string, number>();
  const consumer = await stream.consumers.get('GROUPS', {
    filter_subjects: segmentMemberEntered.type,
    deliver_policy: DeliverPolicy.New,
  });
  const messages = await consumer.consume();
  void (async () => {
    for await (const message of messages)
      for (const { data } of [message.json<Entered | Entered[]>()].flat())
        for (const customerId of data.customerIds) {
          const key = `${data.segmentId} ${customerId}`;
          if (!told.has(key)) told.set(key, performance.now());
        }
  })();
  return told;
}

type Entered = DomainEvent<SegmentMembersMoved>;

const circumstances = (id: string, version: number) => ({
  ...{
    aggregate: { id, version },
    shopId: DEFAULT_SHOP_ID,
    actor: systemActor('bench'),
    occurredAt: new Date(),
  },
});

function payment(customerId: string): DomainEvent {
  const orderId = newId();
  const line = { lineId: newId(), productId: MARKS.order, categoryIds: ['tea'], quantity: 1, total: '49.00' };
  return paymentAccepted.create(circumstances(orderId, 2), {
    ...{ orderId, customerId, reference: orderId.slice(-9), currency: 'EUR', total: '49.00' },
    ...{ totalTaxExcluded: '40.83', placedAt: new Date().toISOString(), lines: [line] },
  });
}

/** The same customer as before, elsewhere. */
async function described(desk: Desk, customerId: string): Promise<DomainEvent> {
  const { rows } = await desk.groups.query<Described>(
    `SELECT kind, birthday::text, language, country, newsletter, partner_offers AS "partnerOffers",
            registered_at AS "registeredAt", last_visit_at AS "lastVisitAt"
     FROM customer_facts WHERE customer_id = $1`,
    [customerId],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no customer ${customerId}.`);
  return customerDescribed.create(circumstances(customerId, Math.floor(Date.now() / 1_000)), {
    ...{
      customerId,
      isOpen: true,
      kind: row.kind,
      newsletter: row.newsletter,
      partnerOffers: row.partnerOffers,
    },
    ...(row.birthday !== null && { birthday: row.birthday }),
    ...{ language: row.language, country: row.country, postcode: MARKS.profile },
    registeredAt: row.registeredAt.toISOString(),
    ...(row.lastVisitAt && { lastVisitAt: row.lastVisitAt.toISOString() }),
  });
}

interface Described {
  readonly kind: 'individual' | 'company';
  readonly birthday: string | null;
  readonly language: string;
  readonly country: string;
  readonly newsletter: boolean;
  readonly partnerOffers: boolean;
  readonly registeredAt: Date;
  readonly lastVisitAt: Date | null;
}
