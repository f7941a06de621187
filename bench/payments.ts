import {
  DEFAULT_SHOP_ID,
  type DomainEvent,
  membershipsChanged,
  newId,
  type OrderFacts,
  paymentAccepted,
  systemActor,
} from '@clientele/contracts';
import { Client as Api, eventually } from '@clientele/testing';
import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { hash } from 'node:crypto';
import { atPace } from './driver/pace';
import { percentile } from './driver/statistics';
import type { Stage } from './stage';

/** How long after an accepted payment its customer's memberships are told, in milliseconds. */
export interface PaymentFigures {
  readonly payments: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

const PRODUCT = 'bench-payments';
/** As often as a busy relay publishes. */
const PARCELS_PER_SECOND = 25;
const GIVEN_UP_MS = 120_000;

/**
 * Publishes accepted payments as the relay of orders does, each of a customer who has bought nothing yet, and waits until it is
 * told that the customers are in the group.
 */
export async function measurePayments(
  stage: Stage,
  perSecond: number,
  seconds: number,
): Promise<PaymentFigures> {
  await openRule(stage);
  const nats = await connect({ servers: stage.suite.natsUrl });
  try {
    const stream = jetstream(nats);
    const told = await heard(stream);
    const customers = stage.shop.customerIds.slice(-perSecond * seconds);
    const paidAt = new Map<string, number>();
    await atPace(PARCELS_PER_SECOND, parcelsOf(customers, perSecond / PARCELS_PER_SECOND), async (parcel) => {
      const now = performance.now();
      for (const customerId of parcel) paidAt.set(customerId, now);
      const text = JSON.stringify(parcel.map(paymentOf));
      await stream.publish(paymentAccepted.type, text, { msgID: hash('sha256', text) });
    });
    await eventually(() => {
      const missing = customers.filter((id) => !told.has(id)).length;
      if (missing > 0) throw new Error(`${missing} customers are not told of.`);
    }, GIVEN_UP_MS);
    const waits = customers.map((id) => (told.get(id) ?? Number.NaN) - (paidAt.get(id) ?? Number.NaN));
    return {
      ...{ payments: waits.length, perSecond, slowest: Math.max(...waits) },
      ...{ p50: percentile(waits, 50), p99: percentile(waits, 99) },
    };
  } finally {
    await nats.close();
  }
}

async function openRule({ suite, operatorToken }: Stage): Promise<void> {
  const groups = new Api(suite.service('groups').url).as(operatorToken);
  const { id } = await groups.post<{ id: string }>('/v1/groups', {
    name: { en: 'Buyers' },
    discountPercent: '5',
  });
  await groups.post('/v1/auto-assignments', {
    ...{
      productId: PRODUCT,
      groupIds: [id],
      defaultGroupId: id,
      validity: { duration: 'P30D' },
      enabled: true,
    },
  });
}

/** By customer, when its memberships were told first from now on. */
async function heard(stream: ReturnType<typeof jetstream>): Promise<ReadonlyMap<string, number>> {
  const told = new Map<string, number>();
  const consumer = await stream.consumers.get('GROUPS', {
    filter_subjects: membershipsChanged.type,
    deliver_policy: DeliverPolicy.New,
  });
  const messages = await consumer.consume();
  void (async () => {
    for await (const message of messages)
      for (const { aggregate } of [message.json<DomainEvent | DomainEvent[]>()].flat())
        if (!told.has(aggregate.id)) told.set(aggregate.id, performance.now());
  })();
  return told;
}

function parcelsOf(customers: readonly string[], size: number): (readonly string[])[] {
  const parcels: (readonly string[])[] = [];
  for (let i = 0; i < customers.length; i += size) parcels.push(customers.slice(i, i + size));
  return parcels;
}

function paymentOf(customerId: string): DomainEvent<OrderFacts> {
  const [orderId, occurredAt] = [newId(), new Date()];
  const line = { lineId: newId(), productId: PRODUCT, categoryIds: [], quantity: 1, total: '49.00' };
  return paymentAccepted.create(
    {
      aggregate: { id: orderId, version: 2 },
      shopId: DEFAULT_SHOP_ID,
      actor: systemActor('bench'),
      occurredAt,
    },
    {
      ...{ orderId, customerId, reference: orderId.slice(-9), currency: 'EUR', total: '49.00' },
      ...{ totalTaxExcluded: '40.83', placedAt: occurredAt.toISOString(), lines: [line] },
    },
  );
}
