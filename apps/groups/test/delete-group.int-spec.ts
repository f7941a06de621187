import { groupDeleted, groupHoldings, membershipsChanged, ordersGroupHoldings } from '@clientele/contracts';
import { Broker } from '@clientele/messaging';
import { anEmployee, eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { GroupEndings } from '../src/groups/group-endings.service';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { MembershipAnswers } from '../src/memberships/membership-answers.service';
import type { ExplainedMembershipsView } from '../src/memberships/membership-explain.views';
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

  const deleteGroup = (query = 'references=remove', id = vip) =>
    shop.employee.delete(`/v1/groups/${id}?${query}`);

  /** Lets the members of all groups that are being deleted be moved, by two replicas. */
  const moved = async (): Promise<void> => {
    const endings = shop.service.app.get(GroupEndings);
    const toTheEnd = async (): Promise<void> => {
      while (await endings.endSome());
    };
    await Promise.all([toTheEnd(), toTheEnd()]);
    await eventually(async () => expect((await shop.employee.get(`/v1/groups/${vip}`)).status).toBe(404));
  };

  /** Answers for identity and orders what they have of groups, while a test goes on. */
  const othersHave = async (counts: Record<string, number>, vouchers = 0): Promise<() => void> => {
    const connection = await shop.service.app.get(Broker).connection();
    const answers = [[groupHoldings, counts] as const, [ordersGroupHoldings, { vouchers }] as const];
    const subscriptions = answers.map(([question, answer]) =>
      connection.subscribe(question.subject, {
        callback: (_, message) => void message.respond(JSON.stringify({ counts: answer })),
      }),
    );
    await connection.flush();
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  };

  it('lets the members leave, and Customer become their default', async () => {
    const [byDefault, other] = [await aMember(true), await aMember(false)];

    const answer = await deleteGroup();
    const told = await shop.told(groupDeleted, vip, 2);
    await moved();

    expect(answer.status).toBe(202);
    expect(told.data).toEqual({ groupId: vip, replacementGroupId: CUSTOMER, belongings: 'remove' });
    expect(await shop.groupsOf(byDefault)).toEqual([CUSTOMER]);
    expect(await shop.groupsOf(other)).toEqual([CUSTOMER]);
    expect((await shop.told(membershipsChanged, byDefault, 3)).data).toMatchObject({
      defaultGroupId: CUSTOMER,
      items: [{ groupId: CUSTOMER }],
    });
  });

  it('moves those whose default it was to the replacement, and nobody else', async () => {
    const pro = await shop.group('Pro');
    const [byDefault, other] = [await aMember(true), await aMember(false)];

    await deleteGroup(`replacementGroupId=${pro}&references=remove`);
    await moved();

    expect(await shop.groupsOf(byDefault)).toEqual([pro, CUSTOMER]);
    expect(await shop.groupsOf(other)).toEqual([CUSTOMER]);
    expect((await shop.employee.get(`/v1/memberships/${other}/history?groupId=${vip}`)).body).toMatchObject({
      items: [{ kind: 'left', reason: 'group-deletion', actor: { kind: 'employee' }, batchId: null }, {}],
    });
  });

  it('follows a replacement that is deleted as well before everybody was moved', async () => {
    const [pro, last] = [await shop.group('Pro'), await shop.group('Last')];
    const customerId = await aMember(true);
    // Holds up whoever would move the member meanwhile.
    await shop.service.db.transaction(async (tx) => {
      await tx.query('SELECT FROM members WHERE customer_id = $1 FOR UPDATE', [customerId]);
      await deleteGroup(`replacementGroupId=${pro}&references=remove`);
    });
    await deleteGroup(`replacementGroupId=${last}&references=remove`, pro);
    await moved();

    expect(await shop.groupsOf(customerId)).toEqual([last, CUSTOMER]);
  });

  it('is gone at once for whoever would join or change it, while it shows its members leave', async () => {
    const customerId = await aMember(true);
    // Holds up whoever would move the member meanwhile.
    const answers = await shop.service.db.transaction(async (tx) => {
      await tx.query('SELECT FROM members WHERE customer_id = $1 FOR UPDATE', [customerId]);
      await deleteGroup();
      return [
        await shop.employee.get(`/v1/groups/${vip}`),
        await shop.employee.post('/v1/memberships', { customerId: uuidv7(), groupId: vip }),
        await shop.employee.put(`/v1/groups/${vip}/show-prices`, { showPrices: false }),
        await deleteGroup(),
      ];
    });

    expect(answers).toMatchObject([
      { status: 200, body: { state: 'deleting', members: 1 } },
      { status: 422, body: { code: 'group-unknown' } },
      { status: 409, body: { code: 'group-being-deleted' } },
      { status: 409, body: { code: 'group-being-deleted' } },
    ]);
  });

  it('is replaced at once wherever the groups of its members are told, as prices do', async () => {
    const pro = await shop.group('Pro');
    const [byDefault, other] = [await aMember(true), await aMember(false)];
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const forAnHour = await aMember(true);
    await shop.employee.post('/v1/memberships', {
      ...{ customerId: forAnHour, groupId: await shop.group('Hourly'), isDefault: true, expiresAt },
    });
    const told = async (customerId: string) => {
      const { body } = await shop.read(customerId);
      const explained = await shop.employee.get<ExplainedMembershipsView>(
        `/v1/memberships/${customerId}/explain`,
      );
      const overview = await shop.service.app
        .get(MembershipAnswers)
        .ofCustomer({ shopId: TEST_SHOP, customerId });
      const idsOf = (items: readonly { groupId: string }[]) => items.map(({ groupId }) => groupId).toSorted();
      expect(explained.body.default.groupId).toBe(body.defaultGroupId);
      expect(idsOf(explained.body.items)).toEqual(idsOf(body.items));
      expect(idsOf(overview.items)).toEqual(idsOf(body.items));
      expect(overview.items[0]).toMatchObject({ groupId: body.defaultGroupId, name: expect.anything() });
      return shop.groupsOf(customerId);
    };

    // Holds up whoever would move the members meanwhile.
    await shop.service.db.transaction(async (tx) => {
      await tx.query('SELECT FROM members WHERE customer_id = ANY ($1) FOR UPDATE', [
        [byDefault, other, forAnHour],
      ]);
      await deleteGroup(`replacementGroupId=${pro}&references=remove`);

      expect(await told(byDefault)).toEqual([pro, CUSTOMER]);
      expect(await told(other)).toEqual([CUSTOMER]);
      shop.service.clock.setOffset(2 * 3_600_000);
      expect(await told(forAnHour)).toEqual([pro, CUSTOMER]);
    });
    shop.service.clock.setOffset(0);
  });

  it('tells before what it would concern, and is refused while something refers to the group', async () => {
    await aMember(true);
    await aMember(false);
    await shop.rule('club', [vip]);
    await shop.employee.post('/v1/segments', { name: { en: 'VIPs' }, includedGroupIds: [vip] });
    const unanswered = await shop.employee.get(`/v1/groups/${vip}/deletion`);
    const stop = await othersHave({ documents: 2, pages: 0, graphicalProfiles: 0 }, 3);

    const preview = await shop.employee.get(`/v1/groups/${vip}/deletion`);
    const refused = await deleteGroup('');
    stop();

    expect(unanswered.body).toMatchObject({ unavailable: ['identity', 'orders'] });
    expect(preview.body).toEqual({
      ...{ canBeDeleted: true, members: 2, defaultMembers: 1, unavailable: [] },
      references: [
        { service: 'groups', counts: { autoAssignments: 1, segments: 1 } },
        { service: 'identity', counts: { documents: 2, pages: 0, graphicalProfiles: 0 } },
        { service: 'orders', counts: { vouchers: 3 } },
      ],
    });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'group-referred-to',
        counts: { autoAssignments: 1, segments: 1, documents: 2, vouchers: 3 },
      },
    });
  });

  it('needs to know that nothing refers to the group, unless it is told what to do', async () => {
    expect(await deleteGroup('')).toMatchObject({
      status: 503,
      body: { code: 'group-references-unknown', unavailable: ['identity', 'orders'] },
    });
    const stop = await othersHave({ documents: 0, pages: 0, graphicalProfiles: 0 });
    expect(await deleteGroup('')).toMatchObject({ status: 202 });
    stop();
  });

  it('takes the group out of the rules and segments that name it', async () => {
    const pro = await shop.group('Pro');
    const [alone, shared] = [
      await shop.rule('club', [vip]),
      await shop.rule('club', [vip, pro], { defaultGroupId: vip }),
    ];
    const segment = await shop.employee.post<{ id: string }>('/v1/segments', {
      ...{ name: { en: 'VIPs' }, includedGroupIds: [vip, pro], excludedGroupIds: [vip] },
    });

    await deleteGroup();

    expect((await shop.employee.get(`/v1/auto-assignments/${alone}`)).status).toBe(404);
    expect((await shop.employee.get(`/v1/auto-assignments/${shared}`)).body).toMatchObject({
      ...{ groupIds: [pro], defaultGroupId: null, version: 2 },
    });
    expect((await shop.employee.get(`/v1/segments/${segment.body.id}`)).body).toMatchObject({
      ...{ includedGroupIds: [pro], excludedGroupIds: [], version: 2 },
    });
  });

  it('lets rules and segments name the replacement, where that is said', async () => {
    const pro = await shop.group('Pro');
    const [alone, shared] = [
      await shop.rule('club', [vip], { defaultGroupId: vip }),
      await shop.rule('club', [vip, pro]),
    ];
    const rule = { fact: 'groups', operator: 'anyOf', value: [vip] };
    const segment = await shop.employee.post<{ id: string }>('/v1/segments', {
      ...{ name: { en: 'VIPs' }, rule, includedGroupIds: [vip, pro] },
    });

    expect(await deleteGroup('references=move')).toMatchObject({
      status: 422,
      body: { code: 'replacement-needed' },
    });
    await deleteGroup(`references=move&replacementGroupId=${pro}`);

    expect((await shop.employee.get(`/v1/auto-assignments/${alone}`)).body).toMatchObject({
      ...{ groupIds: [pro], defaultGroupId: pro },
    });
    expect((await shop.employee.get(`/v1/auto-assignments/${shared}`)).body).toMatchObject({
      ...{ groupIds: [pro], defaultGroupId: null },
    });
    expect((await shop.employee.get(`/v1/segments/${segment.body.id}`)).body).toMatchObject({
      ...{ rule: { ...rule, value: [pro] }, includedGroupIds: [pro] },
    });
    expect(await shop.told(groupDeleted, vip, 2)).toMatchObject({ data: { belongings: 'move' } });
  });

  it('loses nobody who joins by hand or by an order meanwhile', async () => {
    await shop.rule('lounge', [vip], { defaultGroupId: vip });
    const customers = await Promise.all(Array.from({ length: 8 }, () => shop.customer()));
    const buyers = await Promise.all(Array.from({ length: 4 }, () => shop.customer()));

    const [deleted, ...joined] = await Promise.all([
      deleteGroup(),
      ...customers.map((customerId) => shop.employee.post('/v1/memberships', { customerId, groupId: vip })),
      ...buyers.map(async (customerId) => {
        await shop.pays(customerId, ['lounge']);
        return { status: 201 };
      }),
    ]);
    await moved();

    expect(deleted.status).toBe(202);
    expect(joined.filter(({ status }) => ![201, 422].includes(status))).toEqual([]);
    expect(await Promise.all([...customers, ...buyers].map((id) => shop.groupsOf(id)))).toEqual(
      [...customers, ...buyers].map(() => [CUSTOMER]),
    );
  });

  it('keeps everything when the event cannot be written', async () => {
    const customerId = await aMember(true);
    shop.service.failNextEvent();

    expect((await deleteGroup()).status).toBe(500);
    expect(await shop.groupsOf(customerId)).toEqual([vip, CUSTOMER]);
    expect((await shop.employee.get(`/v1/groups/${vip}`)).body).toMatchObject({ state: 'active' });
  });

  it('works in a shop that nobody has registered in yet', async () => {
    const elsewhere = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));
    const { body } = await elsewhere.post<{ id: string }>('/v1/groups', { name: { en: 'First' } });

    expect((await elsewhere.delete(`/v1/groups/${body.id}?references=remove`)).status).toBe(202);
  });

  it('refuses a replacement that is none, and a group of another shop', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

    expect(await deleteGroup(`references=remove&replacementGroupId=${uuidv7()}`)).toMatchObject({
      status: 422,
      body: { code: 'group-unknown', errors: [{ pointer: 'replacementGroupId' }] },
    });
    expect((await deleteGroup(`references=remove&replacementGroupId=${vip}`)).status).toBe(422);
    expect((await deleteGroup(`replacement=${vip}`)).status).toBe(422);
    expect((await foreign.delete(`/v1/groups/${vip}`)).status).toBe(404);
    expect((await foreign.get(`/v1/groups/${vip}/deletion`)).status).toBe(404);
    expect((await shop.employee.get(`/v1/groups/${vip}`)).status).toBe(200);
  });
});
