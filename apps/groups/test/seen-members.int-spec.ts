import { salesTeamChanged, shopCustomersRegistered } from '@clientele/contracts';
import { type Api, aRegistrationAt, aSalesTeam, aTeamMember } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { MemberShop } from './member-shop';

type Call = (api: Api, customerId: string, groupId: string) => Promise<{ readonly status: number }>;

const OPERATIONS: Readonly<Record<string, Call>> = {
  read: (api, customerId) => api.get(`/v1/memberships/${customerId}`),
  join: (api, customerId, groupId) => api.post('/v1/memberships', { customerId, groupId }),
  'choose the default': (api, customerId, groupId) =>
    api.put(`/v1/memberships/${customerId}/default-group`, { groupId }),
  leave: (api, customerId, groupId) => api.delete(`/v1/memberships/${customerId}/${groupId}`),
};

describe('memberships and sales teams', () => {
  let shop: MemberShop;
  let groupId: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    groupId = await shop.group('VIP');
  });

  afterAll(() => shop.close());

  const aMemberOf = async (
    kind: 'customer' | 'group' | 'segment' | 'shop',
    ...ids: readonly string[]
  ): Promise<Api> => {
    const employeeId = uuidv7();
    const responsibilities = [{ kind, ids: [...ids] }];
    await shop.tell(aSalesTeam({ employeeIds: [employeeId], responsibilities }));
    await shop.service.events.handledBy('groups-sales-teams', salesTeamChanged.type);
    return shop.service.api.as(aTeamMember({ id: employeeId }));
  };

  it('are dealt with for the customers of the team, and not found for others', async () => {
    const [mine, other] = [await shop.customer(), await shop.customer()];
    const member = await aMemberOf('customer', mine);

    for (const call of Object.values(OPERATIONS)) {
      expect((await call(member, other, groupId)).status).toBe(404);
      expect((await call(member, mine, groupId)).status).toBeLessThan(300);
      expect((await call(shop.employee, other, groupId)).status).toBeLessThan(300);
    }
  });

  it('make a customer seen that comes into a group of the team, and no longer when it leaves', async () => {
    const customer = await shop.customer();
    const member = await aMemberOf('group', groupId);
    const sees = async () => (await member.get(`/v1/memberships/${customer}`)).status;

    const before = await sees();
    await shop.employee.post('/v1/memberships', { customerId: customer, groupId });
    const within = await sees();
    await shop.employee.delete(`/v1/memberships/${customer}/${groupId}`);
    const after = await sees();

    expect([before, within, after]).toEqual([404, 200, 404]);
  });

  it('make a customer seen that comes into a segment of the team', async () => {
    const customer = await shop.customer();
    const segment = await shop.employee.post<{ id: string }>('/v1/segments', { name: { en: 'Regulars' } });
    const member = await aMemberOf('segment', segment.body.id);
    const sees = async () => (await member.get(`/v1/memberships/${customer}`)).status;

    const before = await sees();
    await shop.service.db.manager.query(
      "INSERT INTO segment_members (segment_id, customer_id, source, entered_at) VALUES ($1, $2, 'pin', $3)",
      [segment.body.id, customer, new Date()],
    );

    expect([before, await sees()]).toEqual([404, 200]);
  });

  it('make a customer seen that registered at a shop of the team', async () => {
    const [mine, other, shopId] = [await shop.customer(), await shop.customer(), uuidv7()];
    const member = await aMemberOf('shop', shopId);
    const sees = async (customer: string) => (await member.get(`/v1/memberships/${customer}`)).status;

    const before = await sees(mine);
    await shop.tell(aRegistrationAt(shopId, mine));
    await shop.service.events.handledBy('groups-customer-shops', shopCustomersRegistered.type);

    expect([before, await sees(mine), await sees(other)]).toEqual([404, 200, 404]);
  });
});
