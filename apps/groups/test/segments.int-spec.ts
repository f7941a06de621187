import {
  identityProjectionRebuildRequested,
  salesTeamChanged,
  segmentChanged,
  segmentDeleted,
  segmentMemberEntered,
  segmentMemberLeft,
  segmentsOverview,
  systemActor,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { aContact, anEmployee, aSalesTeam, aTeamMember, eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { FACT_NAMES, operatorsOf } from '../src/segments/catalogue.domain';
import { SegmentMember } from '../src/segments/segment-member.entity';
import { type SegmentBody, SegmentShop } from './segment-shop';

const from = (country: string) => ({ fact: 'country', operator: 'equals', value: country });

describe('/v1/segments', () => {
  let shop: SegmentShop;

  beforeAll(async () => {
    shop = await SegmentShop.open();
  });

  afterAll(() => shop.close());

  it('creates a segment that reads back as it was answered, and is told', async () => {
    const created = await shop.employee.post<SegmentBody>('/v1/segments', {
      ...{ name: { en: 'French' }, rule: from('FR') },
    });
    await shop.built(created.body.id);

    expect(created).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { name: { en: 'French' }, rule: from('FR'), includedGroupIds: [], state: 'building', version: 1 },
    });
    expect(await shop.employee.get(`/v1/segments/${created.body.id}`)).toMatchObject({
      status: 200,
      body: { state: 'ready', build: null, builtAt: expect.any(String) },
    });
    expect(await shop.service.events.next(segmentChanged, created.body.id)).toMatchObject({
      data: { name: { en: 'French' } },
    });
  });

  it('points at what is wrong in a rule, and at groups that do not exist', async () => {
    const rule = { any: [from('FR'), { fact: 'country', operator: 'likes', value: 'FR' }] };
    const groups = {
      rule: { fact: 'groups', operator: 'anyOf', value: [uuidv7()] },
      excludedGroupIds: [uuidv7()],
    };

    expect(await shop.employee.post('/v1/segments', { name: { en: 'x' }, rule })).toMatchObject({
      status: 422,
      body: {
        code: 'validation-failed',
        errors: [{ pointer: '/rule/any/1/operator', code: 'operator-unknown' }],
      },
    });
    expect(await shop.employee.post('/v1/segments', { name: { en: 'x' }, ...groups })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/excludedGroupIds/0' }, { pointer: '/rule/value/0' }] },
    });
    expect(await shop.employee.post('/v1/segments', { name: { en: 'x' }, rule: [from('FR')] })).toMatchObject(
      {
        status: 422,
      },
    );
  });

  it('has who is there already, and follows who changes', async () => {
    const [there, elsewhere] = [
      await shop.customer({ country: 'NO' }),
      await shop.customer({ country: 'SE' }),
    ];
    const id = await shop.segment({ rule: from('NO') });
    await shop.hasMembers(id, there);

    const late = await shop.customer({ country: 'NO' });
    await shop.customer({ customerId: elsewhere, country: 'NO' });
    await shop.hasMembers(id, there, elsewhere, late);
    await shop.customer({ customerId: there, country: 'SE' });
    await shop.customer({ customerId: late, country: 'NO', isOpen: false });
    await shop.hasMembers(id, elsewhere);

    expect((await shop.historyOf(id)).toSorted()).toEqual(
      [
        [there, 'in', expect.any(String)],
        [elsewhere, 'in', 'change'],
        [late, 'in', 'change'],
        [there, 'out', 'change'],
        [late, 'out', 'change'],
      ].toSorted(),
    );
    await eventually(async () => {
      const entered = await shop.service.events.all(segmentMemberEntered, id);
      const left = await shop.service.events.all(segmentMemberLeft, id);
      expect(entered.flatMap(({ data }) => data.customerIds).toSorted()).toEqual(
        [there, elsewhere, late].toSorted(),
      );
      expect(left.flatMap(({ data }) => data.customerIds).toSorted()).toEqual([there, late].toSorted());
    });
  });

  it('moves who is in it when it is changed, once for each, and refuses an old version', async () => {
    const [one, two] = [await shop.customer({ country: 'DK' }), await shop.customer({ country: 'FI' })];
    const id = await shop.segment({ rule: from('DK') });
    const edit = shop.employee.with({ 'if-match': '"1"' });

    const edited = await edit.patch(`/v1/segments/${id}`, {
      rule: {
        any: [from('FI'), { all: [from('DK'), { fact: 'newsletter', operator: 'equals', value: true }] }],
      },
    });
    await shop.hasMembers(id, two);

    expect(edited).toMatchObject({ status: 200, body: { state: 'building', version: 2 } });
    expect((await edit.patch(`/v1/segments/${id}`, { rule: null })).status).toBe(412);
    // Whether a change or building finds who comes and who leaves, and which first, is not said; that it is found once, is.
    const [first, ...then] = (await shop.historyOf(id)).map((entry) => entry.slice(0, 2).join(' '));
    expect(first).toBe(`${one} in`);
    expect(then.toSorted()).toEqual([`${one} out`, `${two} in`].toSorted());
  });

  it('is told again with all who are in it, and all who left it, to whoever begins anew', async () => {
    const [stays, leaves] = [await shop.customer({ country: 'BE' }), await shop.customer({ country: 'BE' })];
    const id = await shop.segment({ rule: from('BE') });
    await shop.customer({ customerId: leaves, country: 'NL' });
    await shop.hasMembers(id, stays);
    const told = async (...contracts: Parameters<typeof shop.service.events.all>[0][]) =>
      (await Promise.all(contracts.map((contract) => shop.service.events.all(contract, id)))).flat();
    const before = await told(segmentChanged, segmentMemberEntered, segmentMemberLeft);
    const latest = Math.max(...before.map(({ aggregate }) => aggregate.version));

    await shop.service.events.publish(
      identityProjectionRebuildRequested.create(
        {
          ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: TEST_SHOP, actor: systemActor('test') },
          occurredAt: new Date(),
        },
        { projection: 'segments' },
      ),
    );
    await shop.service.events.handledBy('groups-snapshot-identity', identityProjectionRebuildRequested.type);
    await shop.built(id);

    const known = new Set(before.map((event) => event.id));
    const after = await told(segmentChanged, segmentMemberEntered, segmentMemberLeft);
    expect(after.filter((event) => !known.has(event.id))).toMatchObject([
      { type: segmentChanged.type, data: { name: { en: 'Some' } } },
      { type: segmentMemberEntered.type, aggregate: { version: latest }, data: { customerIds: [stays] } },
      { type: segmentMemberLeft.type, aggregate: { version: latest }, data: { customerIds: [leaves] } },
    ]);
  });

  it('takes whole groups in and leaves whole groups out', async () => {
    const group = async () =>
      (await shop.employee.post<{ id: string }>('/v1/groups', { name: { en: 'G' } })).body.id;
    const [vip, blocked, both, member] = [
      await group(),
      await group(),
      await shop.customer(),
      await shop.customer(),
    ];
    const join = (customerId: string, groupId: string) =>
      eventually(async () => {
        const { status } = await shop.employee.post('/v1/memberships', { customerId, groupId });
        if (status !== 201) throw new Error(`It answered ${status}.`);
      });
    await shop.registered(both, member);
    await join(both, vip);
    const id = await shop.segment({ includedGroupIds: [vip], excludedGroupIds: [blocked] });
    await shop.hasMembers(id, both);

    await join(member, vip);
    await join(both, blocked);
    await shop.hasMembers(id, member);

    expect((await shop.employee.get(`/v1/segments/${id}/members`)).body).toMatchObject({
      items: [{ source: 'group' }],
    });
  });

  it('keeps who is pinned in or out, until the pin is over', async () => {
    const [inside, outside] = [
      await shop.customer({ country: 'LI' }),
      await shop.customer({ country: 'PT' }),
    ];
    const id = await shop.segment({ rule: from('LI') });
    const until = new Date(Date.now() + 3_600_000).toISOString();

    const pins = [
      await shop.employee.put(`/v1/segments/${id}/pins/${inside}`, { effect: 'out', until }),
      await shop.employee.post(`/v1/segments/${id}/pins`, { effect: 'in', customerIds: [outside, uuidv7()] }),
      await shop.employee.put(`/v1/segments/${id}/pins/${uuidv7()}`, { effect: 'in' }),
    ];
    const over = { effect: 'in', until: new Date(Date.now() - 1_000).toISOString() };
    const late = await shop.employee.put(`/v1/segments/${id}/pins/${outside}`, over);
    await shop.hasMembers(id, outside);
    const pinned = await shop.explain(id, inside);
    await shop.at(2 * 3_600_000, () => shop.hasMembers(id, inside, outside));
    await shop.employee.delete(`/v1/segments/${id}/pins/${outside}`);
    await shop.hasMembers(id, inside);

    expect(pins.map(({ status }) => status)).toEqual([204, 200, 404]);
    expect(pins[1]?.body).toEqual({ pinned: 1 });
    expect(late).toMatchObject({ status: 422, body: { code: 'end-not-in-future' } });
    expect(pinned.body).toMatchObject({
      isMember: false,
      belongs: false,
      decidedBy: 'pin',
      pin: { effect: 'out' },
    });
    expect((await shop.employee.delete(`/v1/segments/${id}/pins/${outside}`)).status).toBe(404);
  });

  it('explains why a customer is in it, and until when', async () => {
    const visited = await shop.customer({ country: 'MT', lastVisitAt: new Date().toISOString() });
    const id = await shop.segment({
      rule: { all: [from('MT'), { fact: 'lastVisitAt', operator: 'withinLast', value: { days: 30 } }] },
    });

    expect(await shop.explain(id, visited)).toMatchObject({
      status: 200,
      body: {
        ...{ isMember: true, belongs: true, decidedBy: 'definition', pin: null },
        explanation: {
          result: true,
          all: [{ result: true, actual: 'MT', changesAt: null }, { result: true }],
        },
        changesAt: expect.stringMatching(/T2[23]:00:00/),
      },
    });
    expect((await shop.explain(id, uuidv7())).status).toBe(404);
    expect((await shop.explain(uuidv7(), visited)).status).toBe(404);
  });

  it('tells when the time in a group or a pin is over, if that changes who belongs', async () => {
    const [member, pinned] = [await shop.customer(), await shop.customer()];
    await shop.registered(member, pinned);
    const groupId = (await shop.employee.post<{ id: string }>('/v1/groups', { name: { en: 'G' } })).body.id;
    const [expiresAt, until] = [1, 2].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    await shop.employee.post('/v1/memberships', { customerId: member, groupId, expiresAt });
    const id = await shop.segment({ includedGroupIds: [groupId] });
    await shop.employee.put(`/v1/segments/${id}/pins/${pinned}`, { effect: 'in', until });
    await shop.hasMembers(id, member, pinned);

    const condition = { result: true, changesAt: expiresAt };
    const inTime = await shop.explain(id, member);
    expect(inTime.body).toMatchObject({ belongs: true, changesAt: expiresAt, explanation: condition });
    expect((await shop.explain(id, pinned)).body).toMatchObject({ belongs: true, changesAt: until });
    // Over, though nobody has taken the customer out of the group yet.
    shop.service.clock.setOffset(3_600_000);
    const over = await shop.explain(id, member);
    shop.service.clock.setOffset(0);
    expect(over.body).toMatchObject({
      ...{ isMember: true, belongs: false, changesAt: null, explanation: { result: false } },
    });
  });

  it('lets time alone bring customers in and out', async () => {
    const visited = await shop.customer({ country: 'CY', lastVisitAt: new Date().toISOString() });
    const recent = { fact: 'lastVisitAt', operator: 'withinLast', value: { days: 10 } };
    const active = await shop.segment({ rule: { all: [from('CY'), recent] } });
    const lapsed = await shop.segment({ rule: { all: [from('CY'), { not: recent }] } });
    await shop.hasMembers(active, visited);

    await shop.at(12 * 86_400_000, async () => {
      await shop.hasMembers(active);
      await shop.hasMembers(lapsed, visited);
    });
  });

  it('previews whom a rule meets, and whom a change would move', async () => {
    const [one, two] = [await shop.customer({ country: 'LV' }), await shop.customer({ country: 'LT' })];
    const segmentId = await shop.segment({ rule: from('LV') });

    const alone = await shop.employee.post('/v1/segments/preview', { rule: from('LT') });
    const change = await shop.employee.post('/v1/segments/preview', { rule: from('LT'), segmentId });

    const [none, just] = [null, (id: string) => ({ count: 1, exact: true, margin: null, sample: [id] })];
    expect(alone).toMatchObject({ status: 200, body: { members: just(two), entering: none, leaving: none } });
    expect(change.body).toEqual({ members: just(two), entering: just(two), leaving: just(one) });
  });

  it('previews and builds the largest rule there may be, at once', async () => {
    const all = Array.from({ length: 50 }, (_, i) => ({
      ...{ fact: 'productsBought', operator: 'allOf' },
      value: Array.from({ length: 200 }, (__, j) => `tea-${i}-${j}`),
    }));

    const preview = await shop.employee.post('/v1/segments/preview', { rule: { all } });
    await shop.segment({ rule: { all } });

    expect(preview).toMatchObject({ status: 200, body: { members: { count: 0, exact: true } } });
  });

  it('takes nothing that a rule says for a part of a statement', async () => {
    const evil = "'); DROP TABLE customer_facts; --";
    const values = [evil, [evil], [evil, evil], { days: evil }, { hours: evil }];
    const conditions: object[] = FACT_NAMES.flatMap((fact) => [
      { fact, operator: evil },
      ...Object.keys(operatorsOf(fact)).flatMap((operator) =>
        values.map((value) => ({ fact, operator, value })),
      ),
    ]);
    const bought = { fact: 'productsBought', operator: 'anyOf', value: [evil] };
    conditions.push(
      ...[{ ...from('FR'), fact: evil }, { ...from('FR'), [evil]: evil }, { [evil]: [from('FR')] }],
      ...[
        { ...bought, withinLast: { days: evil } },
        { ...bought, minOrders: evil },
      ],
      { any: conditions.filter((one) => 'fact' in one && one.fact === 'tags') },
    );

    const answers: number[] = [];
    for (const rule of conditions)
      answers.push((await shop.employee.post('/v1/segments/preview', { rule })).status);
    const groups = { includedGroupIds: [evil], excludedGroupIds: [evil], segmentId: evil };

    expect([...new Set(answers)].toSorted()).toEqual([200, 422]);
    expect((await shop.employee.post('/v1/segments/preview', groups)).status).toBe(422);
    expect((await shop.employee.get(`/v1/segments/${encodeURIComponent(evil)}`)).status).toBe(422);
    expect((await shop.employee.post('/v1/segments/preview', { rule: from('FR') })).status).toBe(200);
  });

  it('follows tags that other systems set', async () => {
    const customer = await shop.customer();
    const id = await shop.segment({ rule: { fact: 'tags', operator: 'anyOf', value: ['vip-event'] } });

    const tagged = await shop.employee.put('/v1/segments/tags', {
      ...{ customerId: customer, tags: ['vip-event', 'a'] },
    });
    await shop.hasMembers(id, customer);

    expect(tagged).toMatchObject({ status: 200, body: { tags: ['a', 'vip-event'] } });
    expect((await shop.employee.get(`/v1/segments?customerId=${customer}`)).body).toMatchObject({
      items: [{ id }],
    });
  });

  it('tells the segments of a customer, and nothing to another shop', async () => {
    const customerId = await shop.customer({ country: 'SM' });
    const id = await shop.segment({ name: { en: 'From San Marino' }, rule: from('SM') });
    await shop.hasMembers(id, customerId);
    const ask = (shopId: string) =>
      shop.service.app.get(Ask).ask(segmentsOverview, { shopId, customerId }, 2_000);

    const told = await eventually(() => ask(TEST_SHOP));

    expect(told).toMatchObject({
      items: [
        { segmentId: id, name: { en: 'From San Marino' }, source: 'rule', enteredAt: expect.any(String) },
      ],
      hasMore: false,
    });
    expect(await ask(uuidv7())).toMatchObject({ items: [], hasMore: false });
  });

  it('tells what rules can be made of', async () => {
    expect((await shop.employee.get('/v1/segments/schema')).body).toMatchObject({
      ...{ deepest: 5, mostConditions: 50 },
      facts: expect.arrayContaining([
        expect.objectContaining({ name: 'age', type: 'number', unit: 'years', canBeMissing: true }),
      ]),
    });
  });

  it('is forgotten with all its members when it is deleted', async () => {
    const customer = await shop.customer({ country: 'HR' });
    const id = await shop.segment({ rule: from('HR') });
    await shop.hasMembers(id, customer);

    expect((await shop.employee.delete(`/v1/segments/${id}`)).status).toBe(204);

    expect((await shop.employee.get(`/v1/segments/${id}`)).status).toBe(404);
    expect((await shop.employee.get(`/v1/segments/${id}/members`)).status).toBe(404);
    expect((await shop.explain(id, customer)).status).toBe(404);
    expect((await shop.employee.delete(`/v1/segments/${id}`)).status).toBe(404);
    expect(await shop.service.events.next(segmentDeleted, id)).toMatchObject({ data: { segmentId: id } });
    await eventually(async () =>
      expect(await shop.service.db.manager.countBy(SegmentMember, { segmentId: id })).toBe(0),
    );
  });

  it('is for employees who may, and shows members of teams their own customers alone', async () => {
    const [mine, other] = [await shop.customer({ country: 'GR' }), await shop.customer({ country: 'GR' })];
    const id = await shop.segment({ rule: from('GR') });
    await shop.hasMembers(id, mine, other);
    const employeeId = uuidv7();
    const responsibilities = [{ kind: 'customer' as const, ids: [mine] }];
    await shop.service.events.publish(aSalesTeam({ employeeIds: [employeeId], responsibilities }));
    await shop.service.events.handledBy('groups-sales-teams', salesTeamChanged.type);
    const [member, reader, contact] = [
      await shop.service.api.as(aTeamMember({ id: employeeId })),
      await shop.service.api.as(anEmployee({ permissions: new Set(['groups:read'] as const) })),
      await shop.service.api.as(aContact()),
    ];

    expect((await member.get(`/v1/segments/${id}/members`)).body).toMatchObject({
      items: [{ customerId: mine }],
    });
    expect((await member.get(`/v1/segments/${id}/explain/${other}`)).status).toBe(404);
    expect((await member.put(`/v1/segments/${id}/pins/${other}`, { effect: 'out' })).status).toBe(404);
    expect((await reader.get(`/v1/segments/${id}`)).status).toBe(403);
    expect((await contact.get(`/v1/segments/${id}`)).status).toBe(403);
  });
});
