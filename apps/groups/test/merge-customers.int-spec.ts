import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type EventContract,
  groupsHoldings,
  groupsMergeFollowed,
  membershipsChanged,
  systemActor,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { PaymentsConsumer } from '../src/auto-assignments/payments.consumer';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { MergesConsumer } from '../src/memberships/merges.consumer';
import { aPayment, aRegistration } from './facts';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const GUEST = roleGroupId(TEST_SHOP, 'guest');
const DAY = 86_400_000;

describe('merged customers', () => {
  let shop: MemberShop;
  let vip: string;
  let product: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    vip = await shop.group('VIP');
    product = uuidv7();
    await shop.rule(product, [vip], { defaultGroupId: vip, validity: { duration: 'PT720H' } });
  });

  afterAll(() => shop.close());

  const told = (contract: EventContract<CustomerMerged>, merge: CustomerMerged) =>
    contract.create(
      {
        ...{ aggregate: { id: merge.mergeId, version: contract === customerMerged ? 1 : 2 } },
        ...{ shopId: TEST_SHOP, actor: systemActor('test'), occurredAt: new Date() },
      },
      merge,
    );
  const tell = async (contract: EventContract<CustomerMerged>, merge: CustomerMerged, times = 1) => {
    await shop.tell(told(contract, merge), times);
    await shop.service.events.handledBy('groups-merges', contract.type);
  };
  const merging = (fromId: string, intoId: string): CustomerMerged => ({ mergeId: uuidv7(), fromId, intoId });
  const daysIn = async (customerId: string, since: Date) => {
    const { expiresAt } = (await shop.membership(customerId, vip)) ?? {};
    return expiresAt ? (Date.parse(expiresAt) - since.getTime()) / DAY : expiresAt;
  };

  it('leave groups with their ends to the survivor, who stays what it is', async () => {
    const [guest, into] = [await shop.customer({ isGuest: true }), await shop.customer()];
    const { occurredAt, data } = await shop.pays(guest, [product]);

    const merge = merging(guest, into);
    const { counts } = await shop.service.app.get(Ask).ask(groupsHoldings, { customerId: guest }, 5_000);

    await tell(customerMerged, merge, 3);

    expect(counts).toEqual({ memberships: 2 });
    expect(await shop.service.events.next(groupsMergeFollowed, merge.mergeId)).toMatchObject({
      data: { undone: false, moved: { grants: 1 } },
    });
    expect(await shop.groupsOf(into)).toEqual([vip, CUSTOMER]);
    expect(await shop.membership(into, vip)).toMatchObject({
      ...{ startedAt: occurredAt, cause: { orderId: data.orderId } },
    });
    expect(await daysIn(into, new Date(occurredAt))).toBe(30);
    expect(await shop.groupsOf(guest)).toEqual([GUEST]);
    expect(await shop.told(membershipsChanged, into, 2)).toMatchObject({ data: { defaultGroupId: vip } });
  });

  it.each([
    ['merged', 'its survivor', customerMerged],
    ['separate again', 'the one that paid', customerMergeUndone],
  ])('that are %s while one of them pays leave it to %s', async (_what, _whose, contract) => {
    const [from, into] = [await shop.customer(), await shop.customer()];
    const merge = merging(from, into);
    if (contract === customerMergeUndone) await tell(customerMerged, merge);
    const payment = aPayment(from, [product]);
    const { db, app } = shop.service;

    let turning = Promise.resolve();
    await db.transaction(async (tx) => {
      await app.get(PaymentsConsumer).assign([payment], tx);
      turning = db.transaction((other) => app.get(MergesConsumer).merge(told(contract, merge), other));
      await eventually(async () => {
        const waiting = await db.manager.query<unknown[]>(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        expect(waiting).toHaveLength(1);
      });
    });
    await turning;
    const owner = contract === customerMerged ? into : from;
    await shop.pays(owner, [product]);

    expect(await daysIn(owner, new Date(payment.occurredAt))).toBe(60);
    expect(await shop.membership(owner === into ? from : into, vip)).toBeUndefined();
  });

  it('leave their history to the survivor, until the merge is undone', async () => {
    const [first, second, into] = [await shop.customer(), await shop.customer(), await shop.customer()];
    await shop.employee.post('/v1/memberships', { customerId: first, groupId: vip });
    await shop.employee.delete(`/v1/memberships/${first}/${vip}`);
    const customersIn = async () => {
      const path = `/v1/memberships/${into}/history`;
      const { body } = await shop.employee.get<{ items: readonly { customerId: string; kind: string }[] }>(
        path,
      );
      return body.items.flatMap(({ customerId, kind }) => (kind === 'left' ? [customerId] : []));
    };

    const merges = [merging(first, second), merging(second, into)];
    for (const merge of merges) await tell(customerMerged, merge);
    const during = await customersIn();
    for (const merge of merges.toReversed()) await tell(customerMergeUndone, merge);

    expect(during).toContain(first);
    expect(await customersIn()).not.toContain(first);
  });

  it('add up what both paid for, and have it apart again afterwards', async () => {
    const [from, into] = [await shop.customer(), await shop.customer()];
    const paidAt = new Date();
    await shop.pays(into, [product], { paidAt });
    await shop.pays(from, [product], { paidAt });
    const merge = merging(from, into);

    await tell(customerMerged, merge);
    const together = await daysIn(into, paidAt);
    await tell(customerMergeUndone, merge, 2);

    expect(together).toBe(60);
    expect([await daysIn(from, paidAt), await daysIn(into, paidAt)]).toEqual([30, 30]);
    expect(await shop.groupsOf(from)).toEqual([vip, CUSTOMER]);
  });

  it('have the longer of what each paid for where the rule ignores buying again, and their own afterwards', async () => {
    const [short, long] = [uuidv7(), uuidv7()];
    const ignoring = (duration: string) => ({ validity: { duration }, onRepurchase: 'ignore' });
    await shop.rule(short, [vip], ignoring('PT240H'));
    await shop.rule(long, [vip], ignoring('PT480H'));
    const [from, into] = [await shop.customer(), await shop.customer()];
    const paidAt = new Date();
    await shop.pays(from, [short], { paidAt: new Date(paidAt.getTime() - DAY) });
    await shop.pays(into, [long], { paidAt });
    const merge = merging(from, into);

    await tell(customerMerged, merge);
    const together = await daysIn(into, paidAt);
    // Reckoned anew with all that both paid for: this one they buy again.
    await shop.pays(into, [long], { paidAt });
    const again = await daysIn(into, paidAt);
    await tell(customerMergeUndone, merge);

    expect([together, again]).toEqual([20, 20]);
    expect([await daysIn(from, paidAt), await daysIn(into, paidAt)]).toEqual([9, 20]);
  });

  it('leave what is paid for afterwards to the survivor, too', async () => {
    const [guest, into] = [await shop.customer({ isGuest: true }), await shop.customer()];
    const merge = merging(guest, into);
    await tell(customerMerged, merge);

    const { occurredAt } = await shop.pays(guest, [product]);
    const paid = await daysIn(into, new Date(occurredAt));
    await tell(customerMergeUndone, merge);

    expect(paid).toBe(30);
    expect(await shop.membership(into, vip)).toBeUndefined();
    expect(await daysIn(guest, new Date(occurredAt))).toBe(30);
  });

  it('are left alone by a merge that was undone before it was heard of', async () => {
    const [from, into] = [await shop.customer(), await shop.customer()];
    await shop.pays(from, [product]);
    const merge = merging(from, into);

    await tell(customerMergeUndone, merge);
    await tell(customerMerged, merge);

    expect(await shop.groupsOf(into)).toEqual([CUSTOMER]);
    expect(await shop.groupsOf(from)).toEqual([vip, CUSTOMER]);
  });

  it('may be a chain, told and undone in any order', async () => {
    const [a, b, c] = [await shop.customer(), await shop.customer(), await shop.customer()];
    const byHand = await shop.group('By hand');
    await shop.employee.post('/v1/memberships', { customerId: a, groupId: byHand });
    await shop.pays(a, [product]);
    const [first, second] = [merging(a, b), merging(b, c)];

    await tell(customerMerged, second);
    await tell(customerMerged, first);
    const merged = await shop.groupsOf(c);
    await tell(customerMergeUndone, first);
    await tell(customerMergeUndone, second);

    expect(merged.toSorted()).toEqual([vip, CUSTOMER, byHand].toSorted());
    expect((await shop.groupsOf(a)).toSorted()).toEqual([vip, CUSTOMER, byHand].toSorted());
    expect([await shop.groupsOf(b), await shop.groupsOf(c)]).toEqual([[CUSTOMER], [CUSTOMER]]);
  });

  it('have their groups when the merge is heard of before anything else', async () => {
    const [from, into] = [uuidv7(), uuidv7()];
    const byHand = await shop.group('Asked for');

    await tell(customerMerged, merging(from, into));
    for (const event of [
      aPayment(from, [product]),
      aRegistration({ customerId: from, groupIds: [byHand] }),
      aRegistration({ customerId: into }),
    ])
      await shop.tell(event);
    await shop.service.events.handledBy('groups-auto-assignment', 'orders.order.payment-accepted.v1');
    await shop.service.events.handledBy('groups-registration', 'identity.customer.registered.v1');

    expect((await shop.groupsOf(into)).toSorted()).toEqual([vip, CUSTOMER, byHand].toSorted());
    expect(await shop.groupsOf(from)).toEqual([CUSTOMER]);
  });

  it('count once when two handle it at the same instant, and not at all when it does not commit', async () => {
    const [from, into] = [await shop.customer(), await shop.customer()];
    const { occurredAt } = await shop.pays(from, [product]);
    const consumer = shop.service.app.get(MergesConsumer);
    const event = told(customerMerged, merging(from, into));
    await shop.service.db
      .transaction(async (tx) => {
        await consumer.merge(event, tx);
        throw new Error('no');
      })
      .catch(() => undefined);
    const before = await shop.groupsOf(into);

    await Promise.all([1, 2, 3].map(() => shop.service.db.transaction((tx) => consumer.merge(event, tx))));

    expect(before).toEqual([CUSTOMER]);
    expect(await daysIn(into, new Date(occurredAt))).toBe(30);
  });
});
