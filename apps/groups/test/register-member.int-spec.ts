import { membershipsChanged } from '@clientele/contracts';
import { eventually, HeldLocks, TEST_SHOP } from '@clientele/testing';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Member } from '../src/memberships/member.entity';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { RegistrationsConsumer } from '../src/memberships/registrations.consumer';
import { aRegistration } from './facts';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const GUEST = roleGroupId(TEST_SHOP, 'guest');

describe('a registration', () => {
  let shop: MemberShop;
  let locks: HeldLocks;

  beforeAll(async () => {
    shop = await MemberShop.open();
    locks = new HeldLocks(shop.service.db);
  });

  afterEach(() => locks.letGo());

  afterAll(() => shop.close());

  it('puts the customer into the group of its role', async () => {
    const [customer, guest] = [await shop.customer(), await shop.customer({ isGuest: true })];

    expect(await shop.read(customer)).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: {
        customerId: customer,
        defaultGroupId: CUSTOMER,
        items: [{ groupId: CUSTOMER, isDefault: true, source: 'registration', expiresAt: null, cause: null }],
        version: 1,
      },
    });
    expect(await shop.groupsOf(guest)).toEqual([GUEST]);
  });

  it('puts it into the groups asked for, leaving out those that do not exist', async () => {
    const [one, two] = [await shop.group('One'), await shop.group('Two')];

    const customer = await shop.customer({ groupIds: [one, uuidv7()], defaultGroupId: two });

    expect((await shop.groupsOf(customer))[0]).toBe(two);
    expect((await shop.groupsOf(customer)).toSorted()).toEqual([one, two, CUSTOMER].toSorted());
  });

  it('is announced with all groups', async () => {
    const customer = await shop.customer();

    expect(await shop.told(membershipsChanged, customer, 1)).toMatchObject({
      aggregate: { id: customer, version: 1 },
      data: { defaultGroupId: CUSTOMER, fallbackGroupId: CUSTOMER, items: [{ groupId: CUSTOMER }] },
    });
  });

  it('counts once when it is told three times, and when it is told anew', async () => {
    const registration = aRegistration();
    const { customerId } = registration.data;

    await shop.tell(registration, 3);
    await shop.customer({ customerId, isGuest: true });

    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
    expect(await shop.service.events.all(membershipsChanged, customerId)).toHaveLength(1);
    expect(await shop.service.db.manager.countBy(Member, { customerId })).toBe(1);
  });

  it('comes with others, some of which are known already', async () => {
    const group = await shop.group('Three');
    const known = await shop.customer();
    const [one, two] = [aRegistration({ groupIds: [group] }), aRegistration({ isGuest: true })];

    await Promise.all([
      shop.tell(one),
      shop.tell(two, 2),
      shop.tell(aRegistration({ customerId: known, isGuest: true })),
    ]);
    await shop.service.events.handledBy('groups-registration', one.type);

    const told = [one, two].map(({ data }) => data.customerId);
    expect(await Promise.all([...told, known].map((id) => shop.groupsOf(id)))).toEqual([
      expect.arrayContaining([CUSTOMER, group]),
      [GUEST],
      [CUSTOMER],
    ]);
  });

  it('comes in parcels that name new shops in whatever order: one waits for the other, and not for whoever waits for it', async () => {
    const shops = [uuidv7(), uuidv7()].toSorted();
    const { db, app } = shop.service;
    const register = (shopIds: readonly string[]) => {
      const events = shopIds.map((shopId) => ({ ...aRegistration(), shopId }));
      return db.transaction((tx) => app.get(RegistrationsConsumer).register(events, tx));
    };
    const waiting = async () => {
      const [found] = await db.manager.query<object[]>(
        `WITH waiting AS (
           SELECT pid, pg_blocking_pids(pid) AS blocking FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock')
         SELECT count(*)::integer AS all,
                count(*) FILTER (WHERE blocking && ARRAY(SELECT pid FROM waiting))::integer AS behind
         FROM waiting`,
      );
      return found;
    };
    // Somebody else is about to make the groups of the later one.
    const release = await locks.take(
      `INSERT INTO groups (id, shop_id, role, name, discount_percent, price_display, show_prices, position, version, created_at, updated_at)
       VALUES ($1, $2, 'visitor', '{"en":"Visitor"}', 0, 'tax-included', true, 0, 1, now(), now())`,
      ...[roleGroupId(shops[1] ?? '', 'visitor'), shops[1]],
    );

    const one = register(shops);
    await eventually(async () => expect(await waiting()).toEqual({ all: 1, behind: 0 }));
    const other = register(shops.toReversed());
    await eventually(async () => expect(await waiting()).toEqual({ all: 2, behind: 1 }));
    await release();
    await Promise.all([one, other]);

    const members = await db.manager.countBy(Member, { shopId: In(shops) });
    expect(members).toBe(4);
  });

  it('that is not heard of yet is not found', async () => {
    expect(await shop.read(uuidv7())).toMatchObject({
      status: 404,
      body: { code: 'memberships-not-found' },
    });
  });
});
