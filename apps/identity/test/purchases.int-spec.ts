import {
  DEFAULT_SHOP_ID,
  type EventContract,
  orderCancelled,
  orderCompletedFree,
  type OrderFacts,
  orderPlaced,
  paymentAccepted,
  paymentRefunded,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { PurchasesConsumer } from '../src/purchases/purchases.consumer';
import { employeeOfShop, register, startIdentity } from './identity';

interface AnOrder {
  readonly customerId: string;
  readonly orderId: string;
  readonly total?: string;
  readonly currency?: string;
}

describe('what customers order and pay', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const aCustomer = async () => (await register(service)).body.customer.id;
  const about = (contract: EventContract<OrderFacts>, order: AnOrder) =>
    contract.create(
      {
        ...{ aggregate: { id: order.orderId, version: 1 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: systemActor('test'), occurredAt: service.clock.now() },
      },
      { ...contract.example, total: '10', ...order },
    );
  const tell = (contract: EventContract<OrderFacts>, order: AnOrder, times = 1) =>
    service.events.publish(about(contract, order), times);
  const counted = () => service.events.handledBy('identity-purchases', orderPlaced.type);
  const rankOf = async (id: string) => (await employee.get(`/v1/customers/${id}/rank`)).body;

  it('count once per order, in whatever order and however often they are told', async () => {
    const customerId = await aCustomer();
    const [first, second, free] = [uuidv7(), uuidv7(), uuidv7()];

    await tell(orderPlaced, { customerId, orderId: first, total: '19.90' }, 2);
    await tell(paymentAccepted, { customerId, orderId: first, total: '19.90' }, 2);
    await tell(paymentAccepted, { customerId, orderId: second, total: '5.05' });
    await tell(orderPlaced, { customerId, orderId: second, total: '5.05' });
    await tell(orderCompletedFree, { customerId, orderId: free, total: '0' });
    await tell(orderPlaced, { customerId, orderId: uuidv7(), total: '700' });
    await counted();

    expect(await employee.get(`/v1/customers/${customerId}`)).toMatchObject({
      body: { ordersCount: 4, totalSpent: '24.95', version: 1 },
    });
  });

  it('count no more when they are cancelled or refunded, once, in whatever order that is told', async () => {
    const customerId = await aCustomer();
    const told = [0, 1, 2].map(() => ({ customerId, orderId: uuidv7(), total: '20' }));
    const [kept, cancelled, refunded] = told;
    if (!kept || !cancelled || !refunded) throw new Error('three orders');
    const refund = (sum: string) => ({
      ...about(paymentRefunded, refunded),
      data: { ...paymentRefunded.example, ...refunded, refunded: sum },
    });

    await service.events.publish(refund('5'), 2);
    for (const order of told) await tell(orderPlaced, order);
    await tell(orderCancelled, cancelled, 2);
    for (const order of told) await tell(paymentAccepted, order, 2);
    await service.events.publish(refund('12.50'), 2);
    await service.events.publish(refund('5'));
    await counted();
    await service.events.handledBy('identity-purchases', paymentRefunded.type);

    expect(await rankOf(customerId)).toMatchObject({ ordersCount: 2, totalSpent: '27.5' });
  });

  it('count once though all is told at once', async () => {
    const customerId = await aCustomer();
    const order = { customerId, orderId: uuidv7(), total: '19.90' };
    const purchases = service.app.get(PurchasesConsumer);

    await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const contract = i % 2 ? paymentAccepted : orderPlaced;
        await service.db.transaction((tx) => purchases.count([about(contract, order)], tx));
      }),
    );

    expect(await rankOf(customerId)).toMatchObject({ ordersCount: 1, totalSpent: '19.9' });
  });

  it('count once though replicas are told of the same orders at once, in different order', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => aCustomer()));
    const orders = ids.flatMap((customerId) =>
      Array.from({ length: 5 }, () => ({ customerId, orderId: uuidv7(), total: '2' })),
    );
    const events = orders.flatMap((order) => [about(paymentAccepted, order), about(orderPlaced, order)]);
    const purchases = service.app.get(PurchasesConsumer);

    await Promise.all(
      Array.from({ length: 8 }, (_, i) => {
        const told = [...events.slice(i * 9), ...events.slice(0, i * 9)];
        return service.db.transaction((tx) => purchases.count(i % 2 ? told : told.toReversed(), tx));
      }),
    );

    for (const id of ids) expect(await rankOf(id)).toMatchObject({ ordersCount: 5, totalSpent: '10' });
  });

  it('leave what is paid in another currency out of the total', async () => {
    const customerId = await aCustomer();

    await tell(paymentAccepted, { customerId, orderId: uuidv7(), total: '99', currency: 'NOK' });
    await counted();

    expect(await rankOf(customerId)).toMatchObject({ ordersCount: 1, totalSpent: '0', rank: null });
  });

  it('rank customers, those with as much on the same place', async () => {
    const spent = ['1000', '1001', '1001', '5000.01', '1000.5'];
    const ids = await Promise.all(spent.map(() => aCustomer()));
    const before = Number((await rankOf(ids[0] ?? ''))['of']);

    for (const [i, customerId] of ids.entries())
      await tell(paymentAccepted, { customerId, orderId: uuidv7(), total: spent[i] });
    await counted();

    expect(await Promise.all(ids.map(rankOf))).toMatchObject(
      [5, 2, 2, 1, 4].map((rank) => ({ rank, of: before + 5, currency: 'EUR' })),
    );
    await employee.post(`/v1/customers/${ids[3]}/block`);
    expect(await rankOf(ids[3] ?? '')).toMatchObject({ rank: null, of: before + 4, totalSpent: '5000.01' });
    expect(await rankOf(ids[1] ?? '')).toMatchObject({ rank: 1 });
    await employee.post(`/v1/customers/${ids[3]}/restore`);
    expect(await rankOf(ids[1] ?? '')).toMatchObject({ rank: 2 });
  });

  it('are not told to another shop', async () => {
    const stranger = await service.api.as(anEmployee());

    expect(await stranger.get(`/v1/customers/${await aCustomer()}/rank`)).toMatchObject({ status: 404 });
  });
});
