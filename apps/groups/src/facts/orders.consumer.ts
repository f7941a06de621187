import {
  type CartChanged,
  cartChanged,
  type DomainEvent,
  orderCancelled,
  orderCompletedFree,
  type OrderFacts,
  orderPlaced,
  paymentAccepted,
  PaymentRefunded,
  paymentRefunded,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { ConsumeTogether, latestOfEach } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { MergesConsumer } from '../memberships/merges.consumer';
import { ShopCurrencies } from '../shops/shop-currencies.service';
import { countFacts, type Counted, holdFacts } from './count-facts';
import { closeCarts, keepCarts, keepOrders, type Kept } from './facts.queries';

/** Keeps what customers order and have in their carts. */
@Injectable()
export class OrdersConsumer {
  constructor(
    private readonly merges: MergesConsumer,
    private readonly currencies: ShopCurrencies,
  ) {}

  @ConsumeTogether({
    event: [orderPlaced, paymentAccepted, orderCompletedFree, orderCancelled, paymentRefunded],
    durable: 'groups-orders',
    gatherMs: 500,
  })
  async keepOrders(events: readonly DomainEvent<OrderFacts>[], tx: Tx): Promise<void> {
    await this.hold(tx, events);
    const kept = await keepOrders.rows(tx, [JSON.stringify(events.map(rowOf))]);
    const carts = events.flatMap(({ data }) => data.cartId ?? []);
    const closed = carts.length > 0 ? await closeCarts.rows(tx, [carts]) : [];
    const counted = kept.some(({ counts }) => counts) ? 'items' : 'orders';
    await this.count(tx, events, [...kept, ...closed], counted);
  }

  @ConsumeTogether({ event: cartChanged, durable: 'groups-carts', gatherMs: 500 })
  async keepCarts(events: readonly DomainEvent<CartChanged>[], tx: Tx): Promise<void> {
    const rows = latestOfEach(events).map(({ aggregate, occurredAt, data }) => ({
      ...{ cartId: data.cartId, customerId: data.customerId, currency: data.currency, value: data.total },
      ...{ openedAt: data.lines > 0 ? occurredAt : null, version: aggregate.version },
    }));
    await this.hold(tx, events);
    const kept = await keepCarts.rows(tx, [JSON.stringify(rows)]);
    await this.count(tx, events, kept, 'carts');
  }

  // Before anything is kept: a merge of one of them is waited for, or waits and then finds what is kept here.
  private async hold(tx: Tx, events: readonly DomainEvent<Owned>[]): Promise<void> {
    const told = events.flatMap(({ shopId, data: { customerId } }) =>
      customerId === undefined ? [] : [[customerId, shopId] as const],
    );
    await holdFacts(tx, new Map(told), this.currencies);
  }

  // What came late for a merged customer goes after it first, so that all that is counted is where it belongs.
  private async count(
    tx: Tx,
    events: readonly DomainEvent<Owned>[],
    kept: readonly Kept[],
    counted: Counted,
  ): Promise<void> {
    await this.merges.follow(tx, ...new Set(events.flatMap(({ data }) => data.customerId ?? [])));
    // Whoever has it by now is of the same shop.
    const shopOf = new Map(
      events.flatMap(({ shopId, data: { orderId, cartId } }) =>
        [orderId, cartId].flatMap((id) => (id === undefined ? [] : [[id, shopId] as const])),
      ),
    );
    const owners = kept.flatMap(({ id, customerId }) => {
      const shopId = shopOf.get(id);
      return customerId === null || shopId === undefined ? [] : [[customerId, shopId] as const];
    });
    await countFacts(tx, new Map(owners), this.currencies, counted);
  }
}

/** What is told of an order or a cart: which it is, and whose. */
interface Owned {
  readonly customerId?: string;
  readonly orderId?: string;
  readonly cartId?: string;
}

const COMPLETING: ReadonlySet<string> = new Set([paymentAccepted.type, orderCompletedFree.type]);

const rowOf = ({ type, data }: DomainEvent<OrderFacts>): object => ({
  ...{ orderId: data.orderId, customerId: data.customerId, placedAt: data.placedAt },
  ...{ total: data.total, currency: data.currency, completed: COMPLETING.has(type) },
  ...{
    cancelled: type === orderCancelled.type,
    refunded: data instanceof PaymentRefunded ? data.refunded : '0',
  },
  vouchers: data.voucherIds?.length ?? 0,
  products: [...new Set(data.lines.map(({ productId }) => productId))],
  categories: [...new Set(data.lines.flatMap(({ categoryIds }) => categoryIds))],
});
