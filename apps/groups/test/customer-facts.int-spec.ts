import {
  cartChanged,
  customerDescribed,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
  type EventContract,
  orderCancelled,
  type OrderFacts,
  orderPlaced,
  paymentAccepted,
  paymentRefunded,
  shopChanged,
  systemActor,
} from '@clientele/contracts';
import { eventually, TEST_SHOP, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { In } from 'typeorm';
import { AppModule } from '../src/app.module';
import { BoughtItem } from '../src/facts/bought-item.entity';
import { CustomerCart } from '../src/facts/customer-cart.entity';
import { CustomerFacts } from '../src/facts/customer-facts.entity';
import { OrdersConsumer } from '../src/facts/orders.consumer';
import { VisitorsCarts } from '../src/facts/visitors-carts.service';
import { NO_EXPIRY } from './facts';

const DAY = 86_400_000;

describe('what is known of customers', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule, environment: NO_EXPIRY });
  });

  afterAll(() => service.stop());

  const told = <D extends object>(
    contract: EventContract<D>,
    id: string,
    version: number,
    data: Partial<D>,
  ) =>
    contract.create(
      { aggregate: { id, version }, shopId: TEST_SHOP, actor: systemActor('test'), occurredAt: new Date() },
      { ...contract.example, ...data },
    );
  const tell = async (durable: string, ...events: readonly DomainEvent[]) => {
    for (const event of events) await service.events.publish(event);
    for (const { type } of events) await service.events.handledBy(durable, type);
  };
  const factsOf = (customerId: string) => service.db.manager.findOneBy(CustomerFacts, { customerId });
  const itemsOf = (customerId: string) =>
    service.db.manager.find(BoughtItem, { where: { customerId }, order: { kind: 'ASC', itemId: 'ASC' } });
  const anOrder = (customerId: string, changes: Partial<OrderFacts> = {}) => ({
    ...{ orderId: uuidv7(), customerId, total: '30.00' },
    ...changes,
  });
  const paid = (order: Partial<OrderFacts>) => told(paymentAccepted, order.orderId ?? '', 2, order);
  const placed = (order: Partial<OrderFacts>) => told(orderPlaced, order.orderId ?? '', 1, order);

  it('is the newest description, whatever comes late', async () => {
    const customerId = uuidv7();
    const description = (version: number, country: string) =>
      told(customerDescribed, customerId, version, { customerId, country });

    await tell('groups-descriptions', description(7, 'FR'), description(5, 'BE'));

    expect(await factsOf(customerId)).toMatchObject({
      ...{ country: 'FR', version: '7', kind: 'individual', birthday: '1984-02-29', birthdayKey: 229 },
      ...{ isOpen: true, newsletter: true, partnerOffers: false, titleId: null, ordersCount: 0 },
    });
  });

  it('is what they ordered and paid, once per order', async () => {
    const customerId = uuidv7();
    const [one, two] = [anOrder(customerId), anOrder(customerId, { total: '15.00', currency: 'EUR' })];
    const foreign = anOrder(customerId, { total: '900.00', currency: 'USD' });

    await tell('groups-orders', paid(one), placed(one), paid(one), paid(two), placed(foreign), paid(foreign));
    await tell('groups-orders', placed(anOrder(customerId)));

    expect(await factsOf(customerId)).toMatchObject({
      ...{ ordersCount: 4, totalSpent: '45.000000', averageOrder: '22.500000' },
      ...{ firstOrderAt: new Date('2026-11-22T10:05:00.000Z') },
    });
    expect(await itemsOf(customerId)).toMatchObject([
      { kind: 'category', itemId: 'tea', orders: 3 },
      { kind: 'product', itemId: 'oolong-50', orders: 3 },
    ]);
  });

  describe('of a shop that adds up in a currency of its own', () => {
    const inShop = (shopId: string, event: DomainEvent): DomainEvent => ({ ...event, shopId });
    const dollars = (shopId: string) => inShop(shopId, told(shopChanged, shopId, 1, { currency: 'USD' }));
    const cartOf = (customerId: string) =>
      told(cartChanged, uuidv7(), 1, { customerId, currency: 'USD', total: '9.00', lines: 1 });

    it('is what they spent in that, told of before or after, and of other shops as before', async () => {
      const [shopId, early, late, elsewhere] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
      const inDollars = { currency: 'USD', total: '12.00' };

      await tell('groups-orders', inShop(shopId, paid(anOrder(early, inDollars))));
      await tell('groups-carts', inShop(shopId, cartOf(early)));
      const before = await factsOf(early);
      await tell('groups-currencies', dollars(shopId));
      await tell(
        'groups-orders',
        inShop(shopId, paid(anOrder(late, inDollars))),
        inShop(shopId, paid(anOrder(late))),
        paid(anOrder(elsewhere)),
      );

      expect(before).toMatchObject({ ordersCount: 1, totalSpent: '0.000000', cartValue: null });
      expect(await factsOf(early)).toMatchObject({ totalSpent: '12.000000', cartValue: '9.000000' });
      expect(await factsOf(late)).toMatchObject({ ordersCount: 2, totalSpent: '12.000000' });
      expect(await factsOf(elsewhere)).toMatchObject({ totalSpent: '30.000000' });
    });

    it('is counted anew when the shop is told of while an order is added up', async () => {
      const [shopId, customerId] = [uuidv7(), uuidv7()];
      const order = inShop(shopId, paid(anOrder(customerId, { currency: 'USD', total: '12.00' })));
      const waits = `SELECT FROM pg_stat_activity 
        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%known_shops%'`;

      await service.db.transaction(async (tx) => {
        await service.app.get(OrdersConsumer).keepOrders([order as DomainEvent<OrderFacts>], tx);
        await service.events.publish(dollars(shopId));
        await eventually(async () =>
          expect(await service.db.manager.query<unknown[]>(waits)).not.toHaveLength(0),
        );
      });
      await service.events.handledBy('groups-currencies', shopChanged.type);

      expect(await factsOf(customerId)).toMatchObject({ totalSpent: '12.000000' });
    });
  });

  it('is added up in the currency of their own shop, whoever of another shop ordered at the same time', async () => {
    const [shopId, fromId, intoId, mergeId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const ofShop = <D extends object>(event: DomainEvent<D>): DomainEvent<D> => ({ ...event, shopId });
    const order = anOrder(fromId, { currency: 'USD', total: '12.00' });
    await tell('groups-currencies', ofShop(told(shopChanged, shopId, 1, { currency: 'USD' })));
    await tell('groups-orders', ofShop(placed(order)));
    await tell('groups-merges', ofShop(told(customerMerged, mergeId, 1, { mergeId, fromId, intoId })));

    const together = [paid(anOrder(uuidv7())), ofShop(paid(order))];
    await service.db.transaction((tx) => service.app.get(OrdersConsumer).keepOrders(together, tx));

    expect(await factsOf(intoId)).toMatchObject({ ordersCount: 1, totalSpent: '12.000000' });
  });

  it('is no more what was cancelled or went back, in whatever order it is told', async () => {
    const customerId = uuidv7();
    const [kept, cancelled, refunded] = [anOrder(customerId), anOrder(customerId), anOrder(customerId)];
    const back = (amount: string) =>
      told(paymentRefunded, refunded.orderId, 4, {
        ...refunded,
        amount,
        refunded: amount,
        refundedLineIds: [],
      });

    await tell(
      'groups-orders',
      paid(kept),
      told(orderCancelled, cancelled.orderId, 3, cancelled),
      paid(cancelled),
    );
    await tell('groups-orders', back('10.00'), placed(refunded), paid(refunded));
    const partly = await factsOf(customerId);
    await tell('groups-orders', back('30.00'), back('10.00'));

    expect(partly).toMatchObject({ ordersCount: 2, totalSpent: '50.000000', averageOrder: '25.000000' });
    expect(await factsOf(customerId)).toMatchObject({
      ...{ ordersCount: 2, totalSpent: '30.000000', averageOrder: '30.000000' },
    });
    expect(await itemsOf(customerId)).toMatchObject([{ orders: 1 }, { orders: 1 }]);
  });

  it('is how many vouchers they used, for orders that were completed and are not cancelled', async () => {
    const customerId = uuidv7();
    const voucherIds = [uuidv7(), uuidv7()];
    const [used, open, cancelled] = [anOrder(customerId), anOrder(customerId), anOrder(customerId)];
    const withVouchers = (order: Partial<OrderFacts>) => ({ ...order, voucherIds });

    // Told of a placed order without them, as by an older version, and then with them.
    await tell('groups-orders', placed(used));
    await tell('groups-orders', paid(withVouchers(used)), paid(withVouchers(used)));
    await tell('groups-orders', placed(withVouchers(open)), paid(withVouchers(cancelled)));
    const before = await factsOf(customerId);
    await tell('groups-orders', told(orderCancelled, cancelled.orderId, 3, cancelled));

    expect(before).toMatchObject({ ordersCount: 3, vouchersUsed: 4 });
    expect(await factsOf(customerId)).toMatchObject({ ordersCount: 2, vouchersUsed: 2 });
  });

  it('holds no carts of visitors for longer than they can come back to them', async () => {
    const [left, claimed] = [uuidv7(), uuidv7()];
    const cart = (cartId: string, customerId?: string) =>
      told(cartChanged, cartId, 1, { cartId, customerId, total: '10.00', lines: 1 });
    await tell('groups-carts', cart(left), cart(claimed, uuidv7()));
    const carts = async () => {
      await service.app.get(VisitorsCarts).forgetSome();
      const kept = await service.db.manager.findBy(CustomerCart, { cartId: In([left, claimed]) });
      return kept.map(({ cartId }) => cartId).toSorted();
    };

    service.clock.setOffset(30 * DAY);
    expect(await carts()).toEqual([left, claimed].toSorted());
    service.clock.setOffset(32 * DAY);
    expect(await carts()).toEqual([claimed]);
    service.clock.setOffset(0);
  });

  it('is what is in their carts, until it is ordered', async () => {
    const [customerId, cartId] = [uuidv7(), uuidv7()];
    const cart = (version: number, total: string, lines: number) =>
      told(cartChanged, cartId, version, { cartId, customerId, total, lines });

    await tell('groups-carts', cart(2, '20.00', 1), cart(1, '10.00', 1));
    const open = await factsOf(customerId);
    await tell('groups-orders', placed(anOrder(customerId, { cartId })));
    await tell('groups-carts', cart(3, '25.00', 1));

    expect(open).toMatchObject({ cartValue: '20.000000', cartSince: expect.any(Date) });
    expect(await factsOf(customerId)).toMatchObject({ cartValue: null, cartSince: null, ordersCount: 1 });
  });

  it('goes with a merge, and back, what comes late too', async () => {
    const [fromId, intoId, mergeId] = [uuidv7(), uuidv7(), uuidv7()];
    const merge = { mergeId, fromId, intoId };
    const late = anOrder(fromId);
    await tell('groups-orders', paid(anOrder(fromId)), placed(late));

    await tell('groups-merges', told(customerMerged, mergeId, 1, merge));
    await tell('groups-orders', paid(late), paid(anOrder(fromId)));
    const together = [await factsOf(fromId), await factsOf(intoId)];
    await tell('groups-merges', told(customerMergeUndone, mergeId, 2, merge));

    expect(together).toMatchObject([
      { ordersCount: 0, totalSpent: '0.000000' },
      { ordersCount: 3, totalSpent: '90.000000' },
    ]);
    expect(await itemsOf(intoId)).toEqual([]);
    expect(await factsOf(fromId)).toMatchObject({ ordersCount: 3, totalSpent: '90.000000' });
  });

  it('goes with a merge that is told of while an order is kept', async () => {
    const [fromId, intoId, mergeId] = [uuidv7(), uuidv7(), uuidv7()];
    await tell('groups-orders', placed(anOrder(fromId)), placed(anOrder(intoId)));
    const waits = `SELECT FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%customer_facts%'`;

    await service.db.transaction(async (tx) => {
      await service.app.get(OrdersConsumer).keepOrders([paid(anOrder(fromId))], tx);
      await service.events.publish(told(customerMerged, mergeId, 1, { mergeId, fromId, intoId }));
      await eventually(async () =>
        expect(await service.db.manager.query<unknown[]>(waits)).not.toHaveLength(0),
      );
    });
    await service.events.handledBy('groups-merges', customerMerged.type);

    expect(await factsOf(fromId)).toMatchObject({ ordersCount: 0, totalSpent: '0.000000' });
    expect(await factsOf(intoId)).toMatchObject({ ordersCount: 3, totalSpent: '30.000000' });
  });
});
