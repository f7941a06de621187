import { customerDescribed, membershipsChanged, systemActor } from '@clientele/contracts';
import { aContact, anEmployee, aVisitor, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const FOREIGN_SHOP = uuidv7();

describe('/v1/memberships', () => {
  let shop: MemberShop;
  let vip: string;
  let customerId: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    vip = await shop.group('VIP');
  });

  beforeEach(async () => {
    customerId = await shop.customer();
  });

  afterAll(() => shop.close());

  it('puts a customer into a group until an instant, as its default', async () => {
    const expiresAt = '2036-12-31T23:00:00.000Z';

    const answer = await shop.employee.post('/v1/memberships', {
      ...{ customerId, groupId: vip, isDefault: true, expiresAt },
    });

    expect(answer).toMatchObject({ status: 201, body: { defaultGroupId: vip, version: 2 } });
    expect(await shop.membership(customerId, vip)).toMatchObject({
      isDefault: true,
      source: 'manual',
      expiresAt,
    });
    expect(await shop.told(membershipsChanged, customerId, 2)).toMatchObject({
      aggregate: { version: 2 },
      data: {
        defaultGroupId: vip,
        fallbackGroupId: CUSTOMER,
        items: [{ groupId: CUSTOMER }, { groupId: vip, expiresAt }],
      },
    });
  });

  it('sets a new end for who is in the group already', async () => {
    await shop.employee.post('/v1/memberships', {
      customerId,
      groupId: vip,
      expiresAt: '2036-12-31T23:00:00Z',
    });
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip });

    expect(await shop.membership(customerId, vip)).toMatchObject({ expiresAt: null });
  });

  it('chooses the default among the groups, and takes out of a group', async () => {
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip });

    const chosen = await shop.employee.put(`/v1/memberships/${customerId}/default-group`, { groupId: vip });
    const left = await shop.employee.delete(`/v1/memberships/${customerId}/${vip}`);

    expect(chosen).toMatchObject({ status: 200, body: { defaultGroupId: vip } });
    expect(left.status).toBe(204);
    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('takes ids in capitals for the same', async () => {
    const answer = await shop.employee.post('/v1/memberships', {
      ...{ customerId: customerId.toUpperCase(), groupId: vip.toUpperCase() },
    });

    expect(answer).toMatchObject({ status: 201, body: { customerId } });
    expect(await shop.membership(customerId.toUpperCase(), vip)).toMatchObject({ source: 'manual' });
  });

  it('refuses to put a closed customer into a group', async () => {
    const closed = customerDescribed.create(
      {
        ...{ aggregate: { id: customerId, version: 2 }, shopId: TEST_SHOP, occurredAt: new Date() },
        actor: systemActor('test'),
      },
      { ...customerDescribed.example, customerId, isOpen: false },
    );
    await shop.tell(closed);
    await shop.service.events.handledBy('groups-descriptions', closed.type);

    expect(await shop.employee.post('/v1/memberships', { customerId, groupId: vip })).toMatchObject({
      status: 409,
      body: { code: 'customer-closed' },
    });
    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it('keeps every customer in a group', async () => {
    expect(await shop.employee.delete(`/v1/memberships/${customerId}/${CUSTOMER}`)).toMatchObject({
      status: 409,
      body: { code: 'last-membership' },
    });
    expect(await shop.employee.delete(`/v1/memberships/${customerId}/${vip}`)).toMatchObject({
      status: 404,
      body: { code: 'group-not-joined' },
    });
    expect(
      await shop.employee.put(`/v1/memberships/${customerId}/default-group`, { groupId: vip }),
    ).toMatchObject({ status: 404, body: { code: 'group-not-joined' } });
  });

  it('loses nothing when many change the same customer at once', async () => {
    const groups = await Promise.all(Array.from({ length: 8 }, (_, i) => shop.group(`Group ${i}`)));

    const answers = await Promise.all(
      groups.map((groupId) =>
        shop.employee.post('/v1/memberships', { customerId, groupId, isDefault: true }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(groups.map(() => 201));
    expect((await shop.groupsOf(customerId)).toSorted()).toEqual([...groups, CUSTOMER].toSorted());
    expect((await shop.read(customerId)).body.version).toBe(9);
  });

  it('keeps nothing when the event cannot be written', async () => {
    shop.service.failNextEvent();

    expect((await shop.employee.post('/v1/memberships', { customerId, groupId: vip })).status).toBe(500);
    expect(await shop.groupsOf(customerId)).toEqual([CUSTOMER]);
  });

  it.each([
    [{ groupId: 'vip' }, 'validation-failed', '/groupId'],
    [{ groupId: uuidv7() }, 'group-unknown', '/groupId'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'end-not-in-future', '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, 'validation-failed', '/expiresAt'],
    [{ isDefault: null }, 'validation-failed', '/isDefault'],
    [{ until: '2030-01-01' }, 'validation-failed', '/until'],
  ])('refuses %j with %s', async (wrong, code, pointer) => {
    const answer = await shop.employee.post('/v1/memberships', { customerId, groupId: vip, ...wrong });

    expect(answer).toMatchObject({
      status: 422,
      body: { code, errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    });
  });

  it('shows a contact the groups of its own customer only', async () => {
    const own = await shop.service.api.as(aContact({ customerId }));
    const other = await shop.service.api.as(aContact());
    const visitor = await shop.service.api.as(aVisitor());
    const path = `/v1/memberships/${customerId}`;

    expect((await own.get(path)).status).toBe(200);
    expect(await other.get(path)).toMatchObject({ status: 404, body: { code: 'memberships-not-found' } });
    expect((await visitor.get(path)).status).toBe(403);
    expect((await own.post('/v1/memberships', { customerId, groupId: vip })).status).toBe(403);
    expect((await own.put(`${path}/default-group`, { groupId: vip })).status).toBe(403);
    expect((await own.delete(`${path}/${CUSTOMER}`)).status).toBe(403);
  });

  it('hides the customers and groups of another shop', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: FOREIGN_SHOP }));
    const { body: theirs } = await foreign.post<{ id: string }>('/v1/groups', { name: { en: 'Theirs' } });
    const path = `/v1/memberships/${customerId}`;

    expect((await foreign.get(path)).status).toBe(404);
    expect((await foreign.post('/v1/memberships', { customerId, groupId: theirs.id })).status).toBe(404);
    expect((await foreign.put(`${path}/default-group`, { groupId: CUSTOMER })).status).toBe(404);
    expect((await foreign.delete(`${path}/${CUSTOMER}`)).status).toBe(404);
    expect(await shop.employee.post('/v1/memberships', { customerId, groupId: theirs.id })).toMatchObject({
      status: 422,
      body: { code: 'group-unknown' },
    });
  });
});
