import { customerMerged, membershipsChanged, systemActor } from '@clientele/contracts';
import { TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { PaymentsConsumer } from '../src/auto-assignments/payments.consumer';
import { ReversalsConsumer } from '../src/auto-assignments/reversals.consumer';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { aCancellation, aPayment, aRefund } from './facts';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const DAY = 86_400_000;

describe('an order that is cancelled or refunded', () => {
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
  const endOf = async () => (await shop.membership(customerId, vip))?.expiresAt;

  it('takes back what it gave, once, and tells it', async () => {
    await shop.rule(product, [vip], { defaultGroupId: vip, ...thirtyDays });
    const payment = await shop.pays(customerId, [product]);

    await shop.reverses(aCancellation(payment), 3);
    await shop.reverses(aRefund(payment));

    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
    expect(await shop.told(membershipsChanged, customerId, 3)).toMatchObject({
      data: { defaultGroupId: CUSTOMER },
    });
    expect((await shop.read(customerId)).body.version).toBe(3);
  });

  it('takes nothing back where the rule says so', async () => {
    await shop.rule(product, [vip], { ...thirtyDays, takeBack: false });
    const payment = await shop.pays(customerId, [product]);

    await shop.reverses(aRefund(payment));

    expect(await shop.groupsOf(customerId)).toContain(vip);
  });

  it('leaves what another order gave', async () => {
    await shop.rule(product, [vip], thirtyDays);
    const first = await shop.pays(customerId, [product], { paidAt: new Date(Date.now() - 5 * DAY) });
    const second = await shop.pays(customerId, [product]);

    await shop.reverses(aCancellation(first));

    expect(await endOf()).toBe(new Date(Date.parse(second.occurredAt) + 30 * DAY).toISOString());
  });

  it('takes back what a line gave when that line is named, and nothing for money alone', async () => {
    const [pro, other] = [await shop.group('Pro'), uuidv7()];
    await shop.rule(product, [vip], thirtyDays);
    await shop.rule(other, [pro], thirtyDays);
    const payment = await shop.pays(customerId, [product, other]);

    await shop.reverses(aRefund(payment, []));
    const between = (await shop.groupsOf(customerId)).toSorted();
    await shop.reverses(aRefund(payment, [payment.data.lines[0]?.lineId ?? '']));

    expect(between).toEqual([vip, pro, CUSTOMER].toSorted());
    expect((await shop.groupsOf(customerId)).toSorted()).toEqual([pro, CUSTOMER].toSorted());
  });

  it('gives nothing when it is heard of before the payment, or at the same instant', async () => {
    await shop.rule(product, [vip], thirtyDays);
    const [late, same] = [aPayment(customerId, [product]), aPayment(customerId, [product])];
    const { app, db } = shop.service;

    await shop.reverses(aCancellation(late));
    await shop.tell(late);
    await Promise.all([
      db.transaction((tx) => app.get(PaymentsConsumer).assign([same], tx)),
      db.transaction((tx) => app.get(ReversalsConsumer).cancelled(aCancellation(same), tx)),
    ]);
    await shop.service.events.handledBy('groups-auto-assignment', late.type);

    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('takes back what went to another customer when the two were merged', async () => {
    await shop.rule(product, [vip], thirtyDays);
    const payment = await shop.pays(customerId, [product]);
    const survivor = await shop.customer();
    const merged = customerMerged.create(
      {
        aggregate: { id: uuidv7(), version: 1 },
        shopId: TEST_SHOP,
        actor: systemActor('test'),
        occurredAt: new Date(),
      },
      { ...customerMerged.example, fromId: customerId, intoId: survivor },
    );
    await shop.tell(merged);
    await shop.service.events.handledBy('groups-merges', merged.type);
    const between = await shop.groupsOf(survivor);

    await shop.reverses(aCancellation(payment));

    expect(between).toContain(vip);
    expect(await shop.groupsOf(survivor)).toEqual([CUSTOMER]);
  });
});
