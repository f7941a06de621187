import { groupDeleted, ordersProjectionRebuildRequested } from '@clientele/contracts';
import { aContact, anOperator, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { CustomerPricing } from '../src/projections/customer-pricing.entity';
import { KnownGroup } from '../src/projections/known-group.entity';
import { aGroupChanged, aMembershipsChanged, circumstancesOf, TestShop } from './shop';

describe('the projections of orders', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
  });

  afterAll(() => shop.stop());

  const known = (id: string) => shop.service.db.manager.findOneBy(KnownGroup, { id });

  it('know a group with its category discounts', async () => {
    const id = await shop.group({
      discountPercent: '10.50',
      showPrices: false,
      categoryDiscounts: [{ categoryId: 'tea', discountPercent: '0.00' }],
    });

    expect(await known(id)).toMatchObject({
      discountPercent: '10.50',
      showPrices: false,
      categoryDiscounts: { tea: '0' },
      version: 1,
    });
  });

  it('keep the newest state when events come three times and out of order', async () => {
    const groupId = uuidv7();
    const events = [3, 1, 2].map((version) =>
      aGroupChanged({ groupId, discountPercent: String(version) }, version),
    );

    for (const event of events) await shop.announce(event, 'orders-groups', 3);

    expect(await known(groupId)).toMatchObject({ version: 3, discountPercent: '3.00' });
  });

  it('apply a snapshot of the version they know', async () => {
    const groupId = await shop.group({ discountPercent: '5' });
    await shop.service.db.manager.update(KnownGroup, groupId, { discountPercent: '99' });

    await shop.group({ groupId, discountPercent: '5' });

    expect(await known(groupId)).toMatchObject({ discountPercent: '5.00' });
  });

  it('do not bring a deleted group back', async () => {
    const groupId = uuidv7();
    const deleted = groupDeleted.create(circumstancesOf(groupId, 3), { groupId });

    await shop.announce(deleted, 'orders-groups');
    for (const version of [1, 2, 3]) await shop.group({ groupId }, version);

    expect(await known(groupId)).toMatchObject({ version: 3, deletedAt: expect.any(Date) });
  });

  it("know a customer's default group and when it ends", async () => {
    const customerId = uuidv7();
    const vip = await shop.group();
    const expiresAt = new Date('2030-01-01T00:00:00Z');

    const newer = aMembershipsChanged(shop, customerId, { defaultGroupId: vip, expiresAt }, 2);
    await shop.announce(newer, 'orders-memberships', 3);
    await shop.memberships(customerId, { defaultGroupId: shop.customers }, 1);

    expect(await shop.service.db.manager.findOneBy(CustomerPricing, { customerId })).toMatchObject({
      defaultGroupId: vip,
      defaultExpiresAt: expiresAt,
      fallbackGroupId: shop.customers,
      version: 2,
    });
  });

  it('can be asked for again by operators', async () => {
    const operator = await shop.service.api.as(anOperator());
    const reader = await shop.service.api.as(anOperator({ permissions: new Set(['ops:read']) }));
    const contact = await shop.service.api.as(aContact());
    const path = '/v1/ops/orders/projections/memberships/rebuild';

    expect(await operator.post(path)).toMatchObject({
      status: 202,
      body: { projection: 'memberships' },
    });
    expect(await operator.post('/v1/ops/orders/projections/moon/rebuild')).toMatchObject({
      status: 422,
    });
    for (const stranger of [reader, contact, shop.employee])
      expect(await stranger.post(path)).toMatchObject({ status: 403 });
    await eventually(async () =>
      expect(await shop.service.events.all(ordersProjectionRebuildRequested)).toMatchObject([
        { data: { projection: 'memberships' } },
      ]),
    );
  });
});
