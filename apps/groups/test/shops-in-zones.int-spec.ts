import { type DomainEvent, paymentAccepted, shopChanged, systemActor } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { anEmployee, type Api, eventually, TEST_SHOP } from '@clientele/testing';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import type { MembershipsView } from '../src/memberships/memberships.views';
import { CalendarsConsumer } from '../src/segments/calendars.consumer';
import { ReconciliationSchedule } from '../src/segments/reconciliation-schedule.service';
import { ShopZones } from '../src/shops/shop-zones.service';
import { aPayment, aRegistration } from './facts';
import { SegmentShop } from './segment-shop';

const EARLIEST = 'Pacific/Kiritimati';
// 25 hours behind: never is it the same day in both.
const LATEST = 'Pacific/Pago_Pago';

describe('shops in several time zones', () => {
  let shop: SegmentShop;
  let version = 0;

  beforeAll(async () => {
    shop = await SegmentShop.open();
  });

  afterAll(() => shop.close());

  const inZone = (shopId: string, timeZone: string, told = ++version) =>
    shopChanged.create(
      {
        ...{ aggregate: { id: shopId, version: told }, shopId, actor: systemActor('test') },
        occurredAt: new Date(),
      },
      { ...shopChanged.example, timeZone },
    );
  const isIn = async (...change: Parameters<typeof inZone>) => {
    await tell(inZone(...change));
    await shop.service.events.handledBy('groups-shops', shopChanged.type);
  };
  const tell = (event: DomainEvent) => shop.service.events.publish(event);

  /** When what a customer of the shop buys at an instant is over. */
  async function endOf(shopId: string, validity: object, paidAt: string): Promise<string | null | undefined> {
    const employee: Api = await shop.service.api.as(anEmployee({ shopId }));
    const { data } = aRegistration();
    await tell({ ...aRegistration(data), shopId });
    const read = () => employee.get<MembershipsView>(`/v1/memberships/${data.customerId}`);
    await eventually(async () => expect((await read()).status).toBe(200));
    const group = await employee.post<{ id: string }>('/v1/groups', { name: { en: 'Club' } });
    const productId = uuidv7();
    const rule = { productId, groupIds: [group.body.id], validity };
    expect((await employee.post('/v1/auto-assignments', rule)).status).toBe(201);
    await tell({ ...aPayment(data.customerId, [productId], { paidAt: new Date(paidAt) }), shopId });
    await shop.service.events.handledBy('groups-auto-assignment', paymentAccepted.type);
    return (await read()).body.items.find(({ groupId }) => groupId === group.body.id)?.expiresAt;
  }

  it.each([
    // The 31st already; the 30th still.
    ['Pacific/Auckland', { duration: 'P1M' }, '2037-01-30T12:00:00Z', '2037-02-27T12:00:00.000Z'],
    ['America/New_York', { duration: 'P1M' }, '2037-01-30T12:00:00Z', '2037-02-28T12:00:00.000Z'],
    // Clocks go forward in between, or back, or stay.
    ['America/New_York', { duration: 'P1D' }, '2037-03-07T17:00:00Z', '2037-03-08T16:00:00.000Z'],
    ['Pacific/Auckland', { duration: 'P1D' }, '2037-04-04T00:00:00Z', '2037-04-05T01:00:00.000Z'],
    ['Pacific/Auckland', { until: '2037-07-31' }, '2037-01-30T12:00:00Z', '2037-07-31T12:00:00.000Z'],
    ['America/New_York', { until: '2037-07-31' }, '2037-01-30T12:00:00Z', '2037-08-01T04:00:00.000Z'],
  ])('count in %s: %j from %s is until %s', async (zone, validity, paidAt, end) => {
    const shopId = uuidv7();
    await isIn(shopId, zone);

    expect(await endOf(shopId, validity, paidAt)).toBe(end);
  });

  it('are as the service is set until their calendar is told, and never what was told before', async () => {
    const shopId = uuidv7();
    const until = () => endOf(shopId, { until: '2037-07-31' }, '2037-01-30T12:00:00Z');

    expect(await until()).toBe('2037-07-31T22:00:00.000Z');
    await isIn(shopId, 'America/New_York', 7);
    await isIn(shopId, 'Pacific/Auckland', 6);
    expect(await until()).toBe('2037-08-01T04:00:00.000Z');
  });

  it('have others in a segment that depends on days when these begin at another time', async () => {
    await isIn(TEST_SHOP, LATEST);
    const birthday = DateTime.now().setZone(EARLIEST).minus({ years: 30 }).toFormat('yyyy-MM-dd');
    const id = await shop.segment({
      rule: { fact: 'birthday', operator: 'withinNext', value: { days: 0 } },
    });
    const customerId = await shop.customer({ birthday });
    const changes = () => shop.service.db.manager.query<unknown[]>('SELECT FROM fact_changes');
    await eventually(async () => expect(await changes()).toEqual([]));
    const before = (await shop.explain(id, customerId)).body;
    expect(before).toMatchObject({ isMember: false, belongs: false });

    await isIn(TEST_SHOP, EARLIEST);

    await shop.hasMembers(id, customerId);
    expect(await shop.historyOf(id)).toEqual([[customerId, 'in', 'definition']]);
  });

  it('have their segments looked after in the night that they have', async () => {
    const [early, late] = [uuidv7(), uuidv7()];
    await isIn(early, EARLIEST);
    await isIn(late, LATEST);
    for (const shopId of [early, late]) {
      const employee = await shop.service.api.as(anEmployee({ shopId }));
      await employee.post('/v1/segments', { name: { en: 'Some' } });
    }
    const builds = () =>
      shop.service.db.manager.query<{ id: string; at: string }[]>(
        `SELECT shop_id AS id, built_at::text || (SELECT count(*) FROM segment_builds b WHERE b.segment_id = s.id) AS at
         FROM segments s WHERE shop_id = ANY ($1) AND state = 'ready'`,
        [[early, late]],
      );
    const lookAt = async (instant: string) => {
      shop.service.clock.setOffset(Date.parse(instant) - Date.now());
      await shop.service.app.get(ReconciliationSchedule).look();
      shop.service.clock.setOffset(0);
    };
    const before = await eventually(async () => {
      const built = await builds();
      if (built.length < 2 || built.some(({ at }) => !at.endsWith('0'))) throw new Error('Not built yet.');
      return built;
    });
    const lookedAfter = async () => {
      const now = await builds();
      return before.flatMap(({ id, at }) => (now.find((one) => one.id === id)?.at === at ? [] : [id]));
    };

    await lookAt('2028-02-28T12:29:00Z');
    const tooEarly = await lookedAfter();
    await lookAt('2028-02-28T12:31:00Z');
    const first = await lookedAfter();
    await lookAt('2028-02-29T13:31:00Z');

    expect({ tooEarly, first }).toEqual({ tooEarly: [], first: [early] });
    expect((await lookedAfter()).toSorted()).toEqual([early, late].toSorted());
  });

  /** Does something else while a change of a shop is not committed yet; it has to wait for it. */
  async function whileChanging<T>(change: (tx: Tx) => Promise<unknown>, other: () => Promise<T>): Promise<T> {
    const { db } = shop.service;
    let waiting: Promise<T> | undefined;
    await db.transaction(async (tx) => {
      await change(tx);
      waiting = other();
      const waits = `SELECT FROM pg_stat_activity 
        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%known_shops%'`;
      await eventually(async () => expect(await db.manager.query<unknown[]>(waits)).toHaveLength(1));
    });
    if (!waiting) throw new Error('Nothing else was done.');
    return waiting;
  }

  it('notice that days begin at another time again when two replicas are told at once', async () => {
    const zones = shop.service.app.get(ShopZones);
    const shopId = uuidv7();
    const keep = (tx: Tx, timeZone: string, told: number) =>
      zones.keep(tx, { mainShopId: null, id: shopId, timeZone, version: told });

    const first = whileChanging(
      (tx) => keep(tx, LATEST, 1),
      // Where the service is set to be: as if nothing had happened, by what was known before the first.
      () => shop.service.db.transaction((tx) => keep(tx, 'Europe/Paris', 2)),
    );

    expect(await first).toBe(true);
    const isAnother = (timeZone: string, told: number) =>
      shop.service.db.transaction((tx) => keep(tx, timeZone, told));
    expect(await isAnother('Europe/Paris', 2)).toBe(false);
    expect(await isAnother(LATEST, 1)).toBe(false);
    expect(await zones.of(shop.service.db, shopId)).toBe('Europe/Paris');
  });

  it('have segments that are defined while their calendar changes reckoned by the new one', async () => {
    await isIn(TEST_SHOP, LATEST);
    const birthday = DateTime.now().setZone(EARLIEST).minus({ years: 30 }).toFormat('yyyy-MM-dd');
    const customerId = await shop.customer({ birthday });
    const rule = { fact: 'birthday', operator: 'withinNext', value: { days: 0 } };

    const id = await whileChanging(
      (tx) => shop.service.app.get(CalendarsConsumer).keep(inZone(TEST_SHOP, EARLIEST), tx),
      () => shop.segment({ rule }),
    );

    await eventually(async () => expect(await shop.membersOf(id)).toContain(customerId));
  });
});
