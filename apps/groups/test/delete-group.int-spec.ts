import { groupDeleted, membershipsChanged } from '@clientele/contracts';
import { anEmployee, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { MemberShop } from './member-shop';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');

describe('DELETE /v1/groups/{id}', () => {
  let shop: MemberShop;
  let vip: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
  });

  beforeEach(async () => {
    vip = await shop.group('VIP');
  });

  afterAll(() => shop.close());

  const aMember = async (isDefault: boolean) => {
    const customerId = await shop.customer();
    await shop.employee.post('/v1/memberships', { customerId, groupId: vip, isDefault });
    return customerId;
  };

  it('lets the members leave, and Customer become their default', async () => {
    const [byDefault, other] = [await aMember(true), await aMember(false)];

    const answer = await shop.employee.delete(`/v1/groups/${vip}`);

    expect(answer.status).toBe(204);
    expect((await shop.employee.get(`/v1/groups/${vip}`)).status).toBe(404);
    expect(await shop.groupsOf(byDefault)).toEqual([CUSTOMER]);
    expect(await shop.groupsOf(other)).toEqual([CUSTOMER]);
    expect(await shop.told(groupDeleted, vip, 2)).toMatchObject({ aggregate: { version: 2 } });
    expect((await shop.told(membershipsChanged, byDefault, 3)).data).toMatchObject({
      defaultGroupId: CUSTOMER,
      items: [{ groupId: CUSTOMER }],
    });
  });

  it('moves those whose default it was to the replacement, and nobody else', async () => {
    const pro = await shop.group('Pro');
    const [byDefault, other] = [await aMember(true), await aMember(false)];

    await shop.employee.delete(`/v1/groups/${vip}?replacementGroupId=${pro}`);

    expect(await shop.groupsOf(byDefault)).toEqual([pro, CUSTOMER]);
    expect(await shop.groupsOf(other)).toEqual([CUSTOMER]);
  });

  it('is refused with the counts while rules give the group', async () => {
    const pro = await shop.group('Pro');
    await aMember(true);
    const [alone, shared] = [
      await shop.rule('club', [vip]),
      await shop.rule('club', [vip, pro], { defaultGroupId: vip }),
    ];

    const refused = await shop.employee.delete(`/v1/groups/${vip}`);
    const forced = await shop.employee.delete(`/v1/groups/${vip}?force=true`);

    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'group-referred-to',
        counts: { autoAssignments: 2, members: 1, defaultGroupMembers: 1 },
      },
    });
    expect(forced.status).toBe(204);
    expect((await shop.employee.get(`/v1/auto-assignments/${alone}`)).status).toBe(404);
    expect((await shop.employee.get(`/v1/auto-assignments/${shared}`)).body).toMatchObject({
      ...{ groupIds: [pro], defaultGroupId: null, version: 2 },
    });
  });

  it('loses nobody who joins meanwhile', async () => {
    const customers = await Promise.all(Array.from({ length: 8 }, () => shop.customer()));

    const [deleted, ...joined] = await Promise.all([
      shop.employee.delete(`/v1/groups/${vip}`),
      ...customers.map((customerId) => shop.employee.post('/v1/memberships', { customerId, groupId: vip })),
    ]);

    expect(deleted.status).toBe(204);
    expect(joined.filter(({ status }) => ![201, 422].includes(status))).toEqual([]);
    expect(await Promise.all(customers.map((id) => shop.groupsOf(id)))).toEqual(
      customers.map(() => [CUSTOMER]),
    );
  });

  it('keeps everything when the event cannot be written', async () => {
    const customerId = await aMember(true);
    shop.service.failNextEvent();

    expect((await shop.employee.delete(`/v1/groups/${vip}`)).status).toBe(500);
    expect(await shop.groupsOf(customerId)).toEqual([vip, CUSTOMER]);
  });

  it('refuses a replacement that is none, and a group of another shop', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

    expect(await shop.employee.delete(`/v1/groups/${vip}?replacementGroupId=${uuidv7()}`)).toMatchObject({
      status: 422,
      body: { code: 'group-unknown', errors: [{ pointer: 'replacementGroupId' }] },
    });
    expect((await shop.employee.delete(`/v1/groups/${vip}?replacementGroupId=${vip}`)).status).toBe(422);
    expect((await shop.employee.delete(`/v1/groups/${vip}?replacement=${vip}`)).status).toBe(422);
    expect((await foreign.delete(`/v1/groups/${vip}`)).status).toBe(404);
    expect((await shop.employee.get(`/v1/groups/${vip}`)).status).toBe(200);
  });
});
