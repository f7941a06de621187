import { membershipsChanged } from '@clientele/contracts';
import { TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Member } from '../src/memberships/member.entity';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { aRegistration } from './facts';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const GUEST = roleGroupId(TEST_SHOP, 'guest');

describe('a registration', () => {
  let shop: MemberShop;

  beforeAll(async () => {
    shop = await MemberShop.open();
  });

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

  it('that is not heard of yet is not found', async () => {
    expect(await shop.read(uuidv7())).toMatchObject({
      status: 404,
      body: { code: 'memberships-not-found' },
    });
  });
});
