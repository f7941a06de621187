import {
  customerMerged,
  DEFAULT_SHOP_ID,
  orderPlaced,
  paymentAccepted,
  systemActor,
} from '@clientele/contracts';
import type { Api, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { belongings } from '../src/merges/belongings';
import { MergesService } from '../src/merges/merges.service';
import { employeeOfShop, register, startIdentity } from './identity';

describe('merged customers', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const aCustomer = async () => (await register(service)).body.customer.id;
  const pays = async (customerId: string, total: string) => {
    const orderId = uuidv7();
    for (const contract of [orderPlaced, paymentAccepted]) {
      const circumstances = {
        ...{ aggregate: { id: orderId, version: 1 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: systemActor('test'), occurredAt: service.clock.now() },
      };
      const facts = { ...contract.example, orderId, customerId, total, currency: 'EUR' };
      await service.events.publish(contract.create(circumstances, facts));
    }
    await service.events.handledBy('identity-purchases', orderPlaced.type);
  };
  const merge = (fromId: string, intoId: string) =>
    service.db.transaction((tx) =>
      service.app
        .get(MergesService)
        .merge(tx, { shopId: DEFAULT_SHOP_ID, fromId, intoId }, systemActor('test')),
    );
  const figuresOf = async (id: string) => {
    const { ordersCount, totalSpent, rank } = (await employee.get(`/v1/customers/${id}/rank`)).body;
    return { ordersCount, totalSpent, rank };
  };

  it('leave their orders, and the place these make, to the survivor', async () => {
    const [from, into, other] = [await aCustomer(), await aCustomer(), await aCustomer()];
    await pays(from, '10');
    await pays(into, '5.50');
    await pays(other, '12');

    const { id } = await merge(from, into);

    expect(await figuresOf(into)).toEqual({ ordersCount: 2, totalSpent: '15.5', rank: 1 });
    expect(await figuresOf(other)).toMatchObject({ rank: 2 });
    expect(await figuresOf(from)).toEqual({ ordersCount: 0, totalSpent: '0', rank: null });
    expect(await employee.get(`/v1/customers/${from}`)).toMatchObject({
      ...{ status: 308, headers: { location: `/v1/customers/${into}` } },
      body: { code: 'customer-moved', mergedIntoId: into },
    });
    expect((await employee.get(`/v1/customers?id=${from}&state=merged`)).body).toMatchObject({
      items: [{ mergedIntoId: into }],
    });
    expect(await service.events.next(customerMerged, id)).toMatchObject({
      data: { mergeId: id, fromId: from, intoId: into },
    });
  });

  it('are found again apart when it is undone', async () => {
    const [from, into] = [await aCustomer(), await aCustomer()];
    await pays(from, '10');
    await pays(into, '5');
    const merged = await merge(from, into);
    await pays(into, '1');

    await service.db.transaction((tx) => belongings.undo(tx, merged));

    expect(await figuresOf(from)).toMatchObject({ ordersCount: 1, totalSpent: '10' });
    expect(await figuresOf(into)).toMatchObject({ ordersCount: 2, totalSpent: '6' });
  });

  it('leave what is told of them afterwards to the survivor, too', async () => {
    const [from, into] = [await aCustomer(), await aCustomer()];
    await merge(from, into);

    await pays(from, '20');

    expect(await figuresOf(into)).toMatchObject({ ordersCount: 1, totalSpent: '20' });
    expect(await figuresOf(from)).toMatchObject({ ordersCount: 0, totalSpent: '0' });
  });

  it('are not merged again, closed, or opened by themselves', async () => {
    const [from, into, other] = [await aCustomer(), await aCustomer(), await aCustomer()];
    await merge(from, into);

    await expect(merge(from, other)).rejects.toMatchObject({ code: 'customer-closed' });
    await expect(merge(other, from)).rejects.toMatchObject({ code: 'customer-closed' });
    expect(await employee.post(`/v1/customers/${from}/restore`)).toMatchObject({
      ...{ status: 409, body: { code: 'customer-merged' } },
    });
  });

  it('are one when two merge them into each other at the same instant', async () => {
    const [a, b] = [await aCustomer(), await aCustomer()];

    const results = await Promise.allSettled([merge(a, b), merge(b, a)]);

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
