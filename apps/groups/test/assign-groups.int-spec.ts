import { groupsOverview, membershipsChanged, paymentAccepted } from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Assignments } from '../src/auto-assignments/assignments.service';
import { PaymentsConsumer } from '../src/auto-assignments/payments.consumer';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { Grant } from '../src/memberships/grant.entity';
import { aPayment, aRegistration } from './facts';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const GUEST = roleGroupId(TEST_SHOP, 'guest');
const DAY = 86_400_000;

describe('an accepted payment', () => {
  let shop: MemberShop;
  let vip: string;
  let product: string;
  let customerId: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    vip = await shop.group('VIP');
  });

  beforeEach(async () => {
    product = uuidv7();
    customerId = await shop.customer();
  });

  afterAll(() => shop.close());

  const thirtyDays = { validity: { duration: 'PT720H' } };
  const daysLeft = async (paidAt: Date) => {
    const end = new Date((await shop.membership(customerId, vip))?.expiresAt ?? 0);
    return (end.getTime() - paidAt.getTime()) / DAY;
  };

  it('puts the customer into the groups of the product, and says why', async () => {
    const ruleId = await shop.rule(product, [vip], { defaultGroupId: vip, ...thirtyDays });

    const { data, occurredAt } = await shop.pays(customerId, [product]);

    expect((await shop.read(customerId)).body.defaultGroupId).toBe(vip);
    expect(await shop.membership(customerId, vip)).toEqual({
      ...{ groupId: vip, isDefault: true, source: 'automatic-rule', startedAt: occurredAt },
      expiresAt: new Date(Date.parse(occurredAt) + 30 * DAY).toISOString(),
      cause: { orderId: data.orderId, productId: product, ruleId },
    });
    const cause = { orderId: data.orderId, productId: product, ruleId };
    expect(await shop.told(membershipsChanged, customerId, 2)).toMatchObject({
      aggregate: { version: 2 },
      data: {
        ...{ defaultGroupId: vip, fallbackGroupId: CUSTOMER },
        items: [
          { groupId: CUSTOMER, source: 'registration' },
          { groupId: vip, source: 'automatic-rule', cause },
        ],
      },
    });
    await shop.employee.post('/v1/memberships', { customerId, groupId: await shop.group('Other') });
    expect((await shop.told(membershipsChanged, customerId, 3)).data.items).toContainEqual(
      expect.objectContaining({ groupId: vip, cause }),
    );
  });

  it('is seen in the overview of the customer: the default group first, with what gave it', async () => {
    const ruleId = await shop.rule(product, [vip], { defaultGroupId: vip, ...thirtyDays });
    await shop.pays(customerId, [product]);
    const ask = (shopId: string) =>
      eventually(() => shop.service.app.get(Ask).ask(groupsOverview, { shopId, customerId }, 2_000));

    const [answer, strange] = [await ask(TEST_SHOP), await ask(uuidv7())];

    expect(answer).toMatchObject({
      items: [
        { groupId: vip, name: { en: 'VIP' }, isDefault: true, cause: { productId: product, ruleId } },
        { groupId: CUSTOMER, isDefault: false, source: 'registration', expiresAt: null, cause: null },
      ],
      hasMore: false,
    });
    expect(strange).toEqual({ items: [], hasMore: false });
    shop.service.clock.setOffset(31 * DAY);
    expect((await ask(TEST_SHOP)).items).toMatchObject([{ groupId: CUSTOMER, isDefault: true }]);
    shop.service.clock.setOffset(0);
  });

  it('counts once when it is told three times, to two replicas', async () => {
    await shop.rule(product, [vip], thirtyDays);
    await shop.service.replica();
    const payment = aPayment(customerId, [product]);

    await shop.tell(payment, 3);
    await shop.service.events.handledBy('groups-auto-assignment', payment.type);

    expect(await daysLeft(new Date(payment.occurredAt))).toBe(30);
    expect((await shop.read(customerId)).body.version).toBe(2);
  });

  it('counts each once when two replicas take many of the same customers at once, in whatever order', async () => {
    await shop.rule(product, [vip], thirtyDays);
    const replica = await shop.service.replica();
    const customers = Array.from({ length: 20 }, () => uuidv7());
    const parcels = Array.from({ length: 12 }, (_, i) => {
      const turned = [...customers.slice(i), ...customers.slice(0, i)];
      return (i % 2 ? turned : turned.toReversed()).map((id) => aPayment(id, [product]));
    });

    for (const parcel of parcels)
      await shop.service.events.publishText(paymentAccepted.type, JSON.stringify(parcel));
    await shop.service.events.handledBy('groups-auto-assignment', paymentAccepted.type);

    const rows = await shop.service.db.manager.query<unknown[]>(
      `SELECT g.customer_id, count(*)::integer AS grants, s.expires_at - min(g.granted_at) = '360 days' AS whole
       FROM grants g JOIN memberships s ON s.customer_id = g.customer_id AND s.group_id = g.group_id
       WHERE g.customer_id = ANY ($1) AND g.group_id = $2 GROUP BY g.customer_id, s.expires_at ORDER BY 1`,
      [customers, vip],
    );
    expect(rows).toEqual(customers.toSorted().map((id) => ({ customer_id: id, grants: 12, whole: true })));
    const told = (await shop.service.events.all(membershipsChanged)).filter(({ aggregate }) =>
      customers.includes(aggregate.id),
    );
    const kinds = new Set(told.map(({ aggregate }) => `${aggregate.id} ${aggregate.version}`));
    expect(kinds.size).toBe(told.length);
    await replica.close();
  });

  it('counts once when two handle it at the same instant, even as two events', async () => {
    await shop.rule(product, [vip], thirtyDays);
    const payment = aPayment(customerId, [product]);
    const consumer = shop.service.app.get(PaymentsConsumer);

    await Promise.all(
      [1, 2, 3, 4].map(() => shop.service.db.transaction((tx) => consumer.assign([payment], tx))),
    );

    expect(await daysLeft(new Date(payment.occurredAt))).toBe(30);
    expect(await shop.service.db.manager.countBy(Grant, { customerId })).toBe(1);
  });

  it('gives to each what is its own when many are heard of at once', async () => {
    const [gold, other] = [await shop.group('Gold'), uuidv7()];
    await shop.rule(product, [vip], thirtyDays);
    await shop.rule(other, [gold], thirtyDays);
    const twice = [aPayment(customerId, [product]), aPayment(customerId, [product])];
    const [ben, cleo, dora] = [uuidv7(), uuidv7(), uuidv7()];
    const others = [aPayment(ben, [other]), aPayment(cleo, [uuidv7()]), aPayment(dora, [product, other])];

    const consumer = shop.service.app.get(PaymentsConsumer);
    await shop.service.db.transaction((tx) => consumer.assign([...twice, ...others, ...twice], tx));

    expect(await daysLeft(new Date(twice[0]?.occurredAt ?? 0))).toBe(60);
    expect((await shop.groupsOf(ben)).toSorted()).toEqual([CUSTOMER, gold].toSorted());
    expect((await shop.read(cleo)).status).toBe(404);
    expect((await shop.groupsOf(dora)).toSorted()).toEqual([CUSTOMER, gold, vip].toSorted());
  });

  it('adds the time of a second order, in whatever order the two are heard of', async () => {
    await shop.rule(product, [vip], thirtyDays);
    const first = aPayment(customerId, [product], { paidAt: new Date(Date.now() - 5 * DAY) });
    const second = aPayment(customerId, [product]);

    for (const payment of [second, first, second]) await shop.tell(payment);
    await shop.service.events.handledBy('groups-auto-assignment', first.type);

    expect(await daysLeft(new Date(first.occurredAt))).toBe(60);
  });

  it('may arrive before the registration, which then undoes nothing', async () => {
    await shop.rule(product, [vip], { defaultGroupId: vip, ...thirtyDays });
    const registration = aRegistration({ isGuest: true });
    const early = registration.data.customerId;

    await shop.pays(early, [product]);
    const between = await shop.groupsOf(early);
    await shop.customer(registration.data);

    expect(between).toEqual([vip, CUSTOMER]);
    expect(await shop.groupsOf(early)).toEqual([vip, GUEST]);
  });

  it('gives by category and by amount, too', async () => {
    const [club, big, categoryId] = [await shop.group('Club'), await shop.group('Big'), uuidv7()];
    await shop.ruleBy({ categoryId }, [club]);
    const amountRule = await shop.ruleBy({ minimumTotal: { amount: '500', currency: 'EUR' } }, [big]);

    const small = await shop.pays(customerId, [product], { categoryId, total: '499.99' });
    const between = (await shop.groupsOf(customerId)).toSorted();
    const large = await shop.pays(customerId, [product, product], { total: '500.00' });
    await shop.employee.delete(`/v1/auto-assignments/${amountRule}`);

    expect(between).toEqual([club, CUSTOMER].toSorted());
    expect(await shop.membership(customerId, club)).toMatchObject({
      cause: { orderId: small.data.orderId, productId: product },
    });
    expect(await shop.membership(customerId, big)).toMatchObject({
      cause: { orderId: large.data.orderId, productId: null, ruleId: amountRule },
    });
  });

  it('of a free order gives nothing', async () => {
    await shop.rule(product, [vip], thirtyDays);

    await shop.pays(customerId, [product], { total: '0.00' });

    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('gives nothing while the rule or all rules are off, and later neither', async () => {
    const ruleId = await shop.rule(product, [vip], { enabled: false });
    const one = await shop.pays(customerId, [product]);
    await shop.employee
      .with({ 'if-match': '"1"' })
      .patch(`/v1/auto-assignments/${ruleId}`, { enabled: true });
    await shop.employee.patch('/v1/auto-assignments/settings', { enabled: false });
    const two = await shop.pays(customerId, [product]);
    await shop.employee.patch('/v1/auto-assignments/settings', { enabled: true });

    await shop.tell(one);
    await shop.tell(two);
    await shop.service.events.handledBy('groups-auto-assignment', one.type);

    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('lets the highest priority choose the default, then the latest line', async () => {
    const [gold, other] = [await shop.group('Gold'), uuidv7()];
    await shop.rule(product, [vip], { defaultGroupId: vip });
    await shop.rule(other, [gold], { defaultGroupId: gold });
    const second = await shop.customer();

    await shop.pays(customerId, [product, other]);
    await shop.pays(second, [other, product]);

    expect((await shop.groupsOf(customerId))[0]).toBe(gold);
    expect((await shop.groupsOf(second))[0]).toBe(vip);
  });

  it('never shortens what is for good', async () => {
    await shop.rule(product, [vip], thirtyDays);
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip });

    await shop.pays(customerId, [product]);

    expect(await shop.membership(customerId, vip)).toMatchObject({
      source: 'manual',
      expiresAt: null,
      cause: null,
    });
  });

  it('adds nothing to what lasts as long as dates go', async () => {
    await shop.rule(product, [vip], { validity: { until: '9999-12-31' } });
    await shop.rule(product, [vip], { validity: { duration: 'P100Y' } });

    await shop.pays(customerId, [product]);

    expect((await shop.membership(customerId, vip))?.expiresAt).toBe('9999-12-31T23:59:59.999Z');
  });

  it('starts anew after the customer was taken out by hand', async () => {
    await shop.rule(product, [vip], thirtyDays);
    await shop.pays(customerId, [product]);
    await shop.employee.delete(`/v1/memberships/${customerId}/${vip}`);

    const { occurredAt } = await shop.pays(customerId, [product]);

    expect(await daysLeft(new Date(occurredAt))).toBe(30);
  });

  it('is dealt with shop by shop in one order, in whatever order a parcel names them', async () => {
    const assign = jest.spyOn(shop.service.app.get(Assignments), 'assign');
    const shopIds = [uuidv7(), TEST_SHOP, uuidv7()];
    const parcel = shopIds.map((shopId) => ({ ...aPayment(uuidv7(), [product]), shopId }));

    for (const events of [parcel, parcel.toReversed()])
      await shop.service.db.transaction((tx) => shop.service.app.get(PaymentsConsumer).assign(events, tx));

    const inOrder = shopIds.toSorted();
    expect(assign.mock.calls.map(([, shopId]) => shopId)).toEqual([...inOrder, ...inOrder]);
    assign.mockRestore();
  });

  it('leaves nothing behind when it cannot be handled', async () => {
    await shop.rule(product, [vip]);
    const consumer = shop.service.app.get(PaymentsConsumer);
    const stranger = uuidv7();

    const failing = shop.service.db.transaction(async (tx) => {
      await consumer.assign([aPayment(stranger, [product])], tx);
      throw new Error('power cut');
    });

    await expect(failing).rejects.toThrow('power cut');
    expect((await shop.read(stranger)).status).toBe(404);
    expect(await shop.service.db.manager.countBy(Grant, { customerId: stranger })).toBe(0);
  });
});
