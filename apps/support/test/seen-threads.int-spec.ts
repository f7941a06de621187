import {
  DEFAULT_SHOP_ID,
  membershipsChanged,
  salesTeamChanged,
  shopCustomersRegistered,
  systemActor,
} from '@clientele/contracts';
import { type Api, aRegistrationAt, aSalesTeam, aTeamMember } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { contact, employee, TestSupport } from './support';

interface Written {
  readonly thread: string;
  readonly mail: string;
}
interface Items {
  readonly items: readonly { readonly id: string }[];
}

type Call = (api: Api, written: Written) => Promise<{ readonly status: number }>;

const OPERATIONS: Readonly<Record<string, Call>> = {
  'read a thread': (api, { thread }) => api.get(`/v1/threads/${thread}`),
  'answer it': (api, { thread }) =>
    api.with({ 'idempotency-key': uuidv7() }).post(`/v1/threads/${thread}/messages`, { text: 'Soon' }),
  'read a mail': (api, { mail }) => api.get(`/v1/mails/${mail}`),
  'download a mail': (api, { mail }) => api.download(`/v1/mails/${mail}/eml`),
  // Without the version, which is asked for when it is there.
  'change a thread': async (api, { thread }) => {
    const { status } = await api.patch(`/v1/threads/${thread}`, { status: 'closed' });
    return { status: status === 428 ? 200 : status };
  },
};

describe('threads and mails of sales teams', () => {
  let support: TestSupport;
  let staff: Api;
  let member: Api;
  let mine: Written;
  let other: Written;
  let visitors: Written;

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(employee());
    const [customerId, employeeId] = [uuidv7(), uuidv7()];
    mine = await write(await support.service.api.as(contact({ customerId })));
    other = await write(await support.service.api.as(contact({ customerId: uuidv7() })));
    visitors = await write();
    const responsibilities = [{ kind: 'customer' as const, ids: [customerId] }];
    await support.service.events.publish(aSalesTeam({ employeeIds: [employeeId], responsibilities }));
    await support.service.events.handledBy('support-sales-teams', salesTeamChanged.type);
    member = await support.service.api.as(aTeamMember({ id: employeeId, shopId: DEFAULT_SHOP_ID }));
  });

  afterAll(() => support.stop());

  async function write(writer?: Api): Promise<Written> {
    const thread = await support.thread(writer);
    await OPERATIONS['answer it']?.(staff, { thread, mail: '' });
    const mails = await staff.get<Items>(`/v1/mails?threadId=${thread}&kind=reply`);
    return { thread, mail: mails.body.items[0]?.id ?? '' };
  }

  it.each(Object.entries(OPERATIONS))('are there for members who %s, and not for others', async (_, call) => {
    expect((await call(member, mine)).status).toBeLessThan(300);
    expect((await call(member, other)).status).toBe(404);
    expect((await call(member, visitors)).status).toBe(404);
    expect((await call(staff, visitors)).status).toBeLessThan(300);
  });

  it('are all that is listed', async () => {
    const threads = (await member.get<Items>('/v1/threads')).body.items.map(({ id }) => id);
    const mails = (await member.get<Items>('/v1/mails?kind=reply')).body.items.map(({ id }) => id);

    expect(threads).toEqual([mine.thread]);
    expect(mails).toContain(mine.mail);
    for (const { mail } of [other, visitors]) expect(mails).not.toContain(mail);
  });

  it('are those of customers who registered at a shop of the team', async () => {
    const [customerId, employeeId, shopId] = [uuidv7(), uuidv7(), uuidv7()];
    const { thread } = await write(await support.service.api.as(contact({ customerId })));
    const colleague = await support.service.api.as(aTeamMember({ id: employeeId, shopId: DEFAULT_SHOP_ID }));
    const { events } = support.service;

    await events.publish(aRegistrationAt(shopId, customerId));
    await events.handledBy('support-customer-shops', shopCustomersRegistered.type);
    const before = await colleague.get(`/v1/threads/${thread}`);
    const responsibilities = [{ kind: 'shop' as const, ids: [shopId] }];
    await events.publish(aSalesTeam({ employeeIds: [employeeId], responsibilities }));
    await events.handledBy('support-sales-teams', salesTeamChanged.type);

    expect([before.status, (await colleague.get(`/v1/threads/${thread}`)).status]).toEqual([404, 200]);
    expect((await colleague.get<Items>('/v1/threads')).body.items).toMatchObject([{ id: thread }]);
  });

  it('are those of customers in groups of the team', async () => {
    const [customerId, employeeId, groupId] = [uuidv7(), uuidv7(), uuidv7()];
    const { thread } = await write(await support.service.api.as(contact({ customerId })));
    const colleague = await support.service.api.as(aTeamMember({ id: employeeId, shopId: DEFAULT_SHOP_ID }));
    const { events } = support.service;
    const about = { aggregate: { id: customerId, version: 1 }, shopId: DEFAULT_SHOP_ID };
    const memberships = { defaultGroupId: groupId, fallbackGroupId: groupId, items: [{ groupId }] };

    await events.publish(
      membershipsChanged.create(
        { ...about, actor: systemActor('test'), occurredAt: new Date() },
        { customerId, ...memberships },
      ),
    );
    await events.handledBy('support-customer-groups', membershipsChanged.type);
    const before = await colleague.get(`/v1/threads/${thread}`);
    const responsibilities = [{ kind: 'group' as const, ids: [groupId] }];
    await events.publish(aSalesTeam({ employeeIds: [employeeId], responsibilities }));
    await events.handledBy('support-sales-teams', salesTeamChanged.type);
    const after = await colleague.get(`/v1/threads/${thread}`);

    expect([before.status, after.status]).toEqual([404, 200]);
  });
});
