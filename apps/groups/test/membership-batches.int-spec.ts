import {
  customersByFilter,
  type CustomersByFilterAnswer,
  type CustomersByFilterQuestion,
  customersByKey,
  type CustomersByKeyQuestion,
  membershipsChanged,
  salesTeamChanged,
  SEES_ALL,
} from '@clientele/contracts';
import {
  anEmployee,
  type ApiAnswer,
  aSalesTeam,
  aTeamMember,
  eventually,
  TEST_SHOP,
} from '@clientele/testing';
import { xlsxOf } from '@clientele/spreadsheets';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { roleGroupId } from '../src/groups/role-groups.domain';
import type { MembershipBatchView } from '../src/membership-batches/membership-batches.views';
import { MemberShop } from './member-shop';
import { OtherReplica } from './other-replica';

const CUSTOMER = roleGroupId(TEST_SHOP, 'customer');
const HOUR = 3_600_000;
const NOBODY = '0198c0de-0000-7000-8000-00000000dead';

describe('batches of memberships', () => {
  let shop: MemberShop;
  let identity: NatsConnection;
  let other: OtherReplica;
  let vip: string;
  let pro: string;

  beforeAll(async () => {
    shop = await MemberShop.open();
    other = new OtherReplica(shop.service.db);
    [vip, pro] = [await shop.group('VIP'), await shop.group('Pro')];
    // The groups of roles are there as soon as there is somebody.
    await shop.customer();
    identity = await connect({ servers: shop.service.nats.url });
  });

  afterAll(async () => {
    await other.end();
    await identity.close();
    await shop.close();
  });

  const query = <T>(sql: string, ...values: unknown[]) => other.query<T>(sql, ...values);
  const send = (body: object): Promise<ApiAnswer<MembershipBatchView>> =>
    shop.employee.post<MembershipBatchView>('/v1/membership-batches', body);
  const ended = (id: string): Promise<MembershipBatchView> =>
    eventually(async () => {
      const { body } = await shop.employee.get<MembershipBatchView>(`/v1/membership-batches/${id}`);
      if (body.finishedAt === null) throw new Error(`It is ${body.state}.`);
      return body;
    }, 20_000);
  const batch = async (body: object): Promise<MembershipBatchView> => ended((await send(body)).body.id);
  const report = async (id: string): Promise<string[]> => {
    const { body } = await shop.employee.download(`/v1/membership-batches/${id}/result`);
    return body.toString().split('\r\n').slice(1, -1);
  };
  /** Customers past all events; their ids. */
  const insert = async (count: number): Promise<string[]> => {
    const rows = await query<{ id: string }>(
      `WITH ids AS MATERIALIZED (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::integer)), m AS (
         INSERT INTO members (customer_id, shop_id, default_group_id, fallback_group_id, registered, version, created_at, updated_at)
         SELECT id, $1, $2, $2, true, 1, now(), now() FROM ids
       ), s AS (
         INSERT INTO memberships (customer_id, group_id, started_at, base_source)
         SELECT id, $2, now(), 'registration' FROM ids
       ), f AS (INSERT INTO customer_facts (customer_id, shop_id, country) SELECT id, $1, $4 FROM ids)
       SELECT id FROM ids`,
      ...[TEST_SHOP, CUSTOMER, count, 'IE'],
    );
    return rows.map(({ id }) => id);
  };
  /** Of each customer: how it came into a group, and how often anything of it was told. */
  const inGroup = (groupId: string, ids: readonly string[]) =>
    query<{ source: string; version: number }>(
      `SELECT s.base_source AS source, m.version FROM memberships s JOIN members m ON m.customer_id = s.customer_id
       WHERE s.group_id = $1 AND s.customer_id = ANY ($2)`,
      ...[groupId, ids],
    );

  it('put customers into a group by their ids, each told, with a report', async () => {
    const [a = '', b = ''] = await insert(2);
    const expiresAt = new Date(shop.service.clock.now().getTime() + HOUR).toISOString();
    await shop.employee.post('/v1/memberships', { customerId: b, groupId: vip, expiresAt });
    const nobody = uuidv7();

    const created = await send({
      action: 'add',
      groupId: vip,
      expiresAt,
      customers: { ids: [a, b, nobody] },
    });
    const job = await ended(created.body.id);

    expect(created).toMatchObject({ status: 202, headers: { location: `/v1/membership-batches/${job.id}` } });
    expect(job).toMatchObject({
      ...{ state: 'done', progress: 1, options: { action: 'add', by: 'ids' } },
      counts: { rows: 3, joined: 1, unchanged: 1, 'customer-not-found': 1 },
    });
    expect(await report(job.id)).toEqual([
      `1,,${a},joined`,
      `2,,${b},unchanged`,
      `3,,${nobody},customer-not-found`,
    ]);
    expect(await shop.membership(a, vip)).toMatchObject({ source: 'manual', expiresAt });
    const { body } = await shop.employee.get<{ items: readonly unknown[] }>(`/v1/memberships/${a}/history`);
    expect(body.items).toMatchObject([
      { kind: 'joined', groupId: vip, reason: 'batch', actor: { kind: 'employee' } },
    ]);
    expect(await shop.told(membershipsChanged, a, 2)).toMatchObject({ actor: { kind: 'employee' } });
  });

  it('take customers out of a group, and move them with their end and default', async () => {
    const [a = '', b = ''] = await insert(2);
    await shop.employee.post('/v1/memberships', { customerId: a, groupId: vip, isDefault: true });

    const moved = await batch({
      ...{ action: 'move', groupId: pro, fromGroupId: vip },
      customers: { ids: [a, b] },
    });
    const during = await shop.groupsOf(a);
    const left = await batch({ action: 'remove', groupId: pro, customers: { ids: [a, b] } });

    expect(moved.counts).toEqual({ rows: 2, moved: 1, 'not-in-group': 1 });
    expect(during).toEqual([pro, CUSTOMER]);
    expect(left.counts).toEqual({ rows: 2, left: 1, 'not-in-group': 1 });
    expect(await shop.groupsOf(a)).toEqual([CUSTOMER]);
  });

  it('find customers by numbers and e-mail addresses, as identity knows them', async () => {
    const [a = ''] = await insert(1);
    const asked: CustomersByKeyQuestion[] = [];
    const answering = identity.subscribe(customersByKey.subject, {
      callback: (_error, message) => {
        const question = message.json<CustomersByKeyQuestion>();
        asked.push(question);
        const found = question.keys.slice(0, 1).map((key) => ({ key, customerId: a }));
        message.respond(JSON.stringify({ found }));
      },
    });
    await identity.flush();

    const byNumber = await batch({ action: 'add', groupId: vip, customers: { numbers: ['100023', '7'] } });
    const byEmail = await batch({
      action: 'remove',
      groupId: vip,
      customers: { emails: ['=a@example.com'] },
    });
    answering.unsubscribe();

    expect(asked).toMatchObject([
      { shopId: TEST_SHOP, by: 'number', keys: ['100023', '7'] },
      { by: 'email', keys: ['=a@example.com'] },
    ]);
    expect(await report(byNumber.id)).toEqual([`1,100023,${a},joined`, '2,7,,customer-not-found']);
    expect(await report(byEmail.id)).toEqual([`1,'=a@example.com,${a},left`]);
  });

  it('are for customers, too, of whose registration is still to be heard', async () => {
    const customerId = uuidv7();
    const answering = identity.subscribe(customersByKey.subject, {
      callback: (_error, message) => {
        message.respond(JSON.stringify({ found: [{ key: '100024', customerId }] }));
      },
    });
    await identity.flush();

    const { id } = await batch({ action: 'add', groupId: vip, customers: { numbers: ['100024'] } });
    answering.unsubscribe();
    const before = await shop.groupsOf(customerId);
    await shop.customer({ customerId });

    expect(await report(id)).toEqual([`1,100024,${customerId},joined`]);
    expect(before.toSorted()).toEqual([vip, CUSTOMER].toSorted());
    expect((await shop.groupsOf(customerId)).toSorted()).toEqual([vip, CUSTOMER].toSorted());
  });

  describe('by the filters of the list of customers', () => {
    /** Answers for identity, page by page, until it is told to stop. */
    const answering = async (...pages: Partial<CustomersByFilterAnswer>[]) => {
      const asked: CustomersByFilterQuestion[] = [];
      const subscription = identity.subscribe(customersByFilter.subject, {
        callback: (_error, message) => {
          asked.push(message.json<CustomersByFilterQuestion>());
          message.respond(JSON.stringify({ customerIds: [], faults: [], ...pages[asked.length - 1] }));
        },
      });
      await identity.flush();
      return { asked, stop: () => subscription.unsubscribe() };
    };
    const filter = { newsletter: true, ageFrom: 60 };

    it('find all that identity finds, some thousands at a time', async () => {
      const [a = ''] = await insert(1);
      const many = Array.from({ length: 10_000 }, () => uuidv7());
      const { asked, stop } = await answering({}, { customerIds: many }, { customerIds: [a] });

      const job = await batch({ action: 'add', groupId: vip, customers: { filter } });
      stop();

      const question = { shopId: TEST_SHOP, filter };
      expect(asked).toEqual([
        { ...question, limit: 0 },
        { ...question, limit: 10_000 },
        { ...question, limit: 10_000, after: many.at(-1) },
      ]);
      expect(job).toMatchObject({
        options: { by: 'filter', filter },
        counts: { rows: 10_001, joined: 1, 'customer-not-found': 10_000 },
      });
      expect(await shop.membership(a, vip)).toMatchObject({ source: 'manual' });
    });

    it('are asked for by whoever may read customers, as what is done tells whom they find', async () => {
      const permissions = new Set([SEES_ALL, 'memberships:write', 'memberships:read'] as const);
      const api = await shop.service.api.as(anEmployee({ permissions }));
      const ask = (customers: object) =>
        api
          .with({ 'idempotency-key': uuidv7() })
          .post('/v1/membership-batches', { action: 'add', groupId: vip, customers });

      expect(await ask({ filter })).toMatchObject({
        status: 403,
        body: { code: 'permission-missing', permission: 'customers:read' },
      });
      expect((await ask({ ids: await insert(1) })).status).toBe(202);
    });

    it('refuse what the list does not know, and say what; and wait for nobody who does not answer', async () => {
      const fault = { code: 'unknown-field', message: 'There is no colour.' };
      const { stop } = await answering({ faults: [{ pointer: '/colour', ...fault }] });
      const sent = () => send({ action: 'add', groupId: vip, customers: { filter: { colour: 'red' } } });

      const refused = await sent();
      stop();
      await identity.flush();

      expect(refused).toMatchObject({
        ...{ status: 422, body: { code: 'validation-failed' } },
      });
      expect(refused.body).toMatchObject({ errors: [{ pointer: '/customers/filter/colour', ...fault }] });
      expect(await sent()).toMatchObject({ status: 503, body: { code: 'no-answer' } });
    });
  });

  it('find customers in files, CSV or XLSX, and report each by its row', async () => {
    const [a = '', b = ''] = await insert(2);
    const path = `/v1/membership-batches/from-file?action=add&groupId=${vip}`;
    const send = async (file: Buffer, query = '') =>
      shop.employee.upload<MembershipBatchView>(`${path}${query}`, file);
    const csv = Buffer.from(`Name;Customer ID\r\nAnn;${a}\r\n\r\n?;nobody\r\nBob; ${b} \r\n;\r\n-;`);
    async function* rows() {
      yield [['E-mail'], ['b@example.com'], ['']];
    }
    const answering = identity.subscribe(customersByKey.subject, {
      callback: (_error, message) => {
        const found = message.json<CustomersByKeyQuestion>().keys.map((key) => ({ key, customerId: b }));
        message.respond(JSON.stringify({ found }));
      },
    });
    await identity.flush();

    const created = await send(csv, '&isDefault=true');
    expect(created).toMatchObject({ status: 202 });
    const byId = await ended(created.body.id);
    const sheet = Buffer.concat(await xlsxOf(rows()).toArray());
    const byEmail = await ended((await send(sheet)).body.id);
    answering.unsubscribe();

    expect(byId).toMatchObject({
      ...{ state: 'done', progress: 1, options: { by: 'file', isDefault: true } },
      counts: { rows: 4, joined: 2, 'customer-not-found': 2 },
    });
    expect(await report(byId.id)).toEqual([
      `2,${a},${a},joined`,
      '4,nobody,,customer-not-found',
      `5,${b},${b},joined`,
      '7,,,customer-not-found',
    ]);
    expect(byEmail).toMatchObject({ options: { by: 'file', key: 'email', isDefault: false } });
    expect(await report(byEmail.id)).toEqual([`2,b@example.com,${b},unchanged`]);
    expect((await shop.employee.get(`/v1/memberships/${a}/explain`)).body).toMatchObject({
      items: [{}, { groupId: vip, base: { source: 'import' } }],
    });
  });

  it('read long files in portions, and fail without changing anybody where one turns out to be no table', async () => {
    const [a = ''] = await insert(1);
    const path = `/v1/membership-batches/from-file?action=add&groupId=${vip}`;
    const lines = ['id', ...Array.from({ length: 5_001 }, () => uuidv7()), a];
    const sent = async (text: string) =>
      ended((await shop.employee.upload<MembershipBatchView>(path, Buffer.from(text))).body.id);

    const torn = await sent([...lines, '"'].join('\n'));
    const before = await shop.groupsOf(a);
    const whole = await sent(lines.join('\n'));

    expect(torn).toMatchObject({
      state: 'failed',
      failure: { code: 'spreadsheet-not-readable' },
      counts: {},
    });
    expect(before).toEqual([CUSTOMER]);
    expect(whole.counts).toEqual({ rows: 5_002, joined: 1, 'customer-not-found': 5_001 });
    expect(await query('SELECT FROM membership_batch_files')).toEqual([]);
  });

  it('find customers in files in which more lines are empty than are dealt with at once', async () => {
    const [a = '', b = ''] = await insert(2);
    const path = `/v1/membership-batches/from-file?action=add&groupId=${vip}`;
    const text = `id\n${a}${'\n'.repeat(1_000)}${b}`;

    const { body } = await shop.employee.upload<MembershipBatchView>(path, Buffer.from(text));

    expect((await ended(body.id)).counts).toEqual({ rows: 2, joined: 2 });
    expect(await inGroup(vip, [a, b])).toHaveLength(2);
  });

  it.each([
    ['id\n1', '&column=email', 'file-column-unknown'],
    ['Name\nAnn', '', 'file-column-unknown'],
    ['', '', 'file-empty'],
    ['id;name\n1;"', '', 'spreadsheet-not-readable'],
    ['id\n1', '&isDefault=perhaps', 'validation-failed'],
  ])('refuse files that name nobody: %j %s', async (text, query, code) => {
    const path = `/v1/membership-batches/from-file?action=add&groupId=${vip}${query}`;

    expect((await shop.employee.upload(path, Buffer.from(text))).body).toMatchObject({ status: 422, code });
  });

  it('find all of a segment, or all for whom a rule holds', async () => {
    const ids = await insert(1_200);
    const rule = { fact: 'country', operator: 'equals', value: 'IE' };
    const segment = await shop.employee.post<{ id: string }>('/v1/segments', { name: { en: 'Irish' }, rule });
    const building = await send({ action: 'add', groupId: vip, customers: { segmentId: segment.body.id } });
    await eventually(async () => {
      const { body } = await shop.employee.get<{ state: string }>(`/v1/segments/${segment.body.id}`);
      expect(body.state).toBe('ready');
    });

    const bySegment = await batch({
      ...{ action: 'add', groupId: vip, isDefault: true },
      customers: { segmentId: segment.body.id },
    });
    const explained = await shop.employee.get(`/v1/memberships/${ids[0]}/explain`);
    const byRule = await batch({ action: 'remove', groupId: vip, customers: { rule } });

    expect([building.status, building.body]).toMatchObject([409, { code: 'segment-not-ready' }]);
    expect(bySegment.counts['joined']).toBeGreaterThanOrEqual(ids.length);
    expect(byRule.counts['left']).toBe(byRule.counts['rows']);
    expect(await inGroup(vip, ids)).toEqual([]);
    const how = { reason: 'batch', batchId: bySegment.id, segmentId: segment.body.id };
    expect(explained.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          groupId: vip,
          base: expect.objectContaining({
            source: 'segment',
            decision: expect.objectContaining({
              ...how,
              actor: { kind: 'employee', id: expect.any(String) },
            }),
          }),
        }),
      ]),
    });
    expect((await shop.employee.get(`/v1/memberships/${ids[0]}/history?groupId=${vip}`)).body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ kind: 'joined', ...how }),
        expect.objectContaining({ kind: 'left', reason: 'batch', batchId: byRule.id, segmentId: null }),
      ]),
    });
    const changes = await query<{ kind: string; count: number }>(
      `SELECT kind, count(*)::integer AS count FROM membership_changes WHERE customer_id = ANY ($1)
       GROUP BY kind ORDER BY kind`,
      ids,
    );
    expect(changes).toEqual([
      { kind: 'joined', count: ids.length },
      { kind: 'left', count: ids.length },
      { kind: 'made-default', count: 2 * ids.length },
    ]);
  });

  it('go on where they were when a process is killed: nobody is left out or changed twice', async () => {
    const [first, second] = [await insert(1_500), await insert(1_500)];
    await other.start();
    const add = { action: 'add', groupId: pro };
    // Each of the two comes as far as its second thousand.
    const release = await other.locks.take('SELECT FROM members WHERE customer_id = ANY ($1) FOR UPDATE', [
      first.at(-1),
      second.at(-1),
    ]);
    const jobs = [
      (await send({ ...add, customers: { ids: first } })).body.id,
      (await send({ ...add, customers: { ids: second } })).body.id,
    ];
    await other.isHeldUp('FROM members m', 2);

    await other.kill();
    await release();
    await query(`UPDATE jobs SET lease_until = clock_timestamp() - interval '1 second' WHERE id = ANY ($1)`, [
      ...jobs,
    ]);

    for (const id of jobs)
      expect(await ended(id)).toMatchObject({ state: 'done', counts: { joined: 1_500 } });
    const all = await inGroup(pro, [...first, ...second]);
    expect(all).toHaveLength(3_000);
    expect(new Set(all.map(({ version }) => version))).toEqual(new Set([2]));
    const told = await shop.service.events.all(membershipsChanged);
    expect(told.filter(({ aggregate }) => [...first, ...second].includes(aggregate.id))).toHaveLength(3_000);
  }, 40_000);

  it('are of those customers alone whom the employee sees', async () => {
    const [seen = '', unseen = ''] = await insert(2);
    const member = aTeamMember();
    const responsibilities = [{ kind: 'customer' as const, ids: [seen] }];
    await shop.tell(aSalesTeam({ employeeIds: [member.id], responsibilities }));
    await shop.service.events.handledBy('groups-sales-teams', salesTeamChanged.type);
    const api = await shop.service.api.as(member);

    const { body } = await api.post<MembershipBatchView>('/v1/membership-batches', {
      ...{ action: 'add', groupId: vip, customers: { ids: [seen, unseen] } },
    });

    expect((await ended(body.id)).counts).toEqual({ rows: 2, joined: 1, 'customer-not-found': 1 });
    expect(await shop.groupsOf(unseen)).toEqual([CUSTOMER]);
  });

  it('are cancelled, and found in their shop alone', async () => {
    const foreign = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));
    const { id } = await batch({ action: 'add', groupId: vip, customers: { ids: await insert(1) } });

    const path = `/v1/membership-batches/${id}`;

    expect(await shop.employee.post(`${path}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'job-over' },
    });
    expect((await foreign.get(path)).status).toBe(404);
    expect((await foreign.get(`${path}/result`)).status).toBe(404);
    expect((await foreign.post(`${path}/cancel`)).status).toBe(404);
  });

  it.each([
    [{ action: 'add' }, '/customers'],
    [{ action: 'add', customers: { ids: [NOBODY], segmentId: NOBODY } }, '/customers'],
    [{ action: 'add', customers: { segmentId: NOBODY } }, '/customers/segmentId'],
    [{ action: 'add', customers: { rule: { fact: 'shoe-size' } } }, '/customers/rule/fact'],
    [{ action: 'add', groupId: NOBODY, customers: { ids: [NOBODY] } }, '/groupId'],
    [{ action: 'move', customers: { ids: [NOBODY] } }, '/fromGroupId'],
    [{ action: 'remove', isDefault: true, customers: { ids: [NOBODY] } }, '/isDefault'],
    [{ action: 'add', expiresAt: '2001-01-01T00:00:00Z', customers: { ids: [NOBODY] } }, '/expiresAt'],
  ])('refuse what makes no sense: %j', async (body, pointer) => {
    const { status, body: problem } = await send({ groupId: vip, ...body });

    expect({ status, problem }).toMatchObject({ status: 422, problem: { errors: [{ pointer }] } });
  });
});
