import { Clock } from '@clientele/config';
import { membershipExpiring, membershipsChanged } from '@clientele/contracts';
import { eventually, TEST_SHOP, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../src/app.module';
import { ExpirySchedule } from '../src/memberships/expiry-schedule.service';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { MOST_DUE } from '../src/memberships/members.queries';
import { MemberShop } from './member-shop';
import { aPayment } from './facts';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the end of memberships', () => {
  let shop: MemberShop;
  let vip: string;
  let pro: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    [vip, pro] = [await shop.group('VIP'), await shop.group('Pro')];
  });

  beforeEach(() => shop.service.clock.setOffset(0));

  afterAll(() => shop.close());

  const inAnHour = () => new Date(shop.service.clock.now().getTime() + HOUR).toISOString();
  const later = () => shop.service.clock.setOffset(2 * HOUR);
  const aVip = async () => {
    const customerId = await shop.customer();
    await shop.employee.post('/v1/memberships', { customerId, groupId: pro, isDefault: true });
    await shop.employee.post('/v1/memberships', {
      ...{ customerId, groupId: vip, isDefault: true, expiresAt: inAnHour() },
    });
    return customerId;
  };
  const several = async (count: number) => {
    const customers: string[] = [];
    while (customers.length < count) customers.push(await aVip());
    return customers;
  };

  it('takes the customer out, restores the default before, and is told once', async () => {
    const customerId = await aVip();

    await shop.expire();
    const before = await shop.groupsOf(customerId);
    later();
    await shop.expire();
    await shop.expire();

    expect(before[0]).toBe(vip);
    expect(await shop.groupsOf(customerId)).toEqual([pro, CUSTOMER]);
    const { aggregate, data } = await shop.told(membershipsChanged, customerId, 4);
    expect({ aggregate, data }).toMatchObject({
      aggregate: { version: 4 },
      data: { defaultGroupId: pro, fallbackGroupId: CUSTOMER },
    });
  });

  it('holds for readers from the instant on, before the job comes', async () => {
    const customerId = await aVip();

    later();

    expect((await shop.read(customerId)).body).toMatchObject({ defaultGroupId: pro, version: 3 });
    expect(await shop.membership(customerId, vip)).toBeUndefined();
    await shop.expire();
  });

  it('gives the group Customer where the group before was left', async () => {
    const customerId = await aVip();
    await shop.employee.delete(`/v1/memberships/${customerId}/${pro}`);
    await shop.employee.delete(`/v1/memberships/${customerId}/${CUSTOMER}`);

    later();
    await shop.expire();

    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('happens once for each customer when two replicas run at the same instant', async () => {
    const replica = await shop.service.replica();
    const customers = await several(20);
    later();
    replica.get(Clock).setOffset(2 * HOUR);

    await Promise.all([shop.expire(), replica.get(ExpirySchedule).run(), shop.expire()]);

    const versions = await Promise.all(customers.map(async (id) => (await shop.read(id)).body.version));
    expect(versions).toEqual(customers.map(() => 4));
    const events = await eventually(async () => {
      const all = await shop.service.events.all(membershipsChanged);
      const ours = all.filter(({ aggregate }) => aggregate.version === 4 && customers.includes(aggregate.id));
      if (ours.length < customers.length) throw new Error('not all told yet');
      return ours;
    });
    expect(events).toHaveLength(customers.length);
  });

  it('agrees with what people and orders do meanwhile', async () => {
    const product = uuidv7();
    await shop.rule(product, [vip], { validity: { duration: 'P1Y' }, defaultGroupId: vip });
    const customers = await several(8);
    later();

    await Promise.all([
      shop.expire(),
      ...customers.map((customerId, i) =>
        i % 2
          ? shop.employee.post('/v1/memberships', { customerId, groupId: vip, isDefault: true })
          : shop.tell(aPayment(customerId, [product], { paidAt: shop.service.clock.now() })),
      ),
      shop.expire(),
    ]);
    await shop.service.events.handledBy('groups-auto-assignment', 'orders.order.payment-accepted.v1');
    await shop.expire();

    const defaults = await Promise.all(customers.map(async (id) => (await shop.groupsOf(id))[0]));
    expect(defaults).toEqual(customers.map(() => vip));
  });

  it('extends what is bought again before the end, and no job takes it away', async () => {
    const product = uuidv7();
    const customerId = await shop.customer();
    await shop.rule(product, [vip], { validity: { duration: 'PT2H' } });
    await shop.pays(customerId, [product]);
    await shop.pays(customerId, [product]);

    shop.service.clock.setOffset(3 * HOUR);
    await shop.expire();
    const during = await shop.groupsOf(customerId);
    shop.service.clock.setOffset(5 * HOUR);
    await shop.expire();

    expect(during).toContain(vip);
    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('is told when the job rests where there are very many, after what somebody changes meanwhile', async () => {
    const somebody = await shop.customer();
    const customers = await shop.overdue(vip, MOST_DUE + 1);
    const inBulk =
      'SELECT sum(events)::integer AS events FROM outbox WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL';

    await shop.expire();
    const [held] = await shop.service.db.manager.query<{ events: number | null }[]>(inBulk);
    await shop.employee.post('/v1/memberships', { customerId: somebody, groupId: pro });
    await eventually(async () =>
      expect(await shop.service.db.manager.query(inBulk)).toEqual([{ events: null }]),
    );

    expect(held).toEqual({ events: MOST_DUE });
    const told = (await shop.service.events.all(membershipsChanged)).map(({ aggregate }) => aggregate.id);
    const ours = told.filter((id) => customers.includes(id));
    expect([ours.length, new Set(ours).size]).toEqual([MOST_DUE + 1, MOST_DUE + 1]);
    expect(told.lastIndexOf(somebody)).toBeLessThan(told.lastIndexOf(ours.at(-1) ?? ''));
  });

  it('is told some days before, once for each end, by however many replicas', async () => {
    const replica = await shop.service.replica();
    const product = uuidv7();
    await shop.rule(product, [pro], { validity: { duration: 'P30D' }, reminderDays: 10 });
    const [byHand, byOrder, short] = [await shop.customer(), await shop.customer(), await shop.customer()];
    const inDays = (days: number) => new Date(shop.service.clock.now().getTime() + days * DAY).toISOString();
    const join = (customerId: string, expiresAt: string) =>
      shop.employee.post('/v1/memberships', { customerId, groupId: vip, expiresAt });
    const expiresAt = inDays(20);
    await join(byHand, expiresAt);
    await join(short, inDays(3));
    await shop.pays(byOrder, [product], { paidAt: new Date(shop.service.clock.now().getTime() - 13 * DAY) });
    const remind = () => Promise.all([shop.expire(), replica.get(ExpirySchedule).run(), shop.expire()]);
    const told = async () => {
      const events = await shop.service.events.all(membershipExpiring);
      return events.map(({ aggregate, data }) => [aggregate.id, data.groupId, data.expiresAt, data.days]);
    };

    await remind();
    const early = await told();
    for (const clock of [shop.service.clock, replica.get(Clock)]) clock.setOffset(13 * DAY + HOUR);
    await remind();
    const inTime = await told();
    const extended = inDays(6);
    await join(byHand, extended);
    await remind();
    const all = await told();

    expect(early).toEqual([]);
    expect(inTime).toHaveLength(2);
    expect(inTime).toContainEqual([byHand, vip, expiresAt, 7]);
    expect(inTime).toContainEqual([byOrder, pro, expect.any(String), 10]);
    expect(all.slice(2)).toEqual([[byHand, vip, extended, 7]]);
    await replica.close();
  });

  it('is noted in the metrics', async () => {
    await shop.expire();

    const { body } = await shop.service.app.inject({ method: 'GET', url: '/metrics' });

    expect(body).toMatch(/job_last_success_timestamp_seconds\{job="groups-expiry"\} \d+/);
  });
});

describe('the schedule of the end of memberships', () => {
  it('runs by itself', async () => {
    const service = await TestService.start({
      module: AppModule,
      environment: { GROUPS_EXPIRY_CRON: '* * * * * *' },
    });

    const metrics = await eventually(async () => {
      const { body } = await service.app.inject({ method: 'GET', url: '/metrics' });
      if (!body.includes('job_duration_seconds_count{job="groups-expiry"}')) throw new Error('not yet');
      return body;
    });

    expect(metrics).toContain('job_last_success_timestamp_seconds');
    await service.stop();
  });
});
