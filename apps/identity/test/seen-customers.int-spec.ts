import {
  auditEntriesRecorded,
  DEFAULT_SHOP_ID,
  groupChanged,
  membershipsChanged,
  systemActor,
} from '@clientele/contracts';
import {
  anEmployee,
  type Api,
  aSegmentMove,
  aTeamMember,
  TEST_SHOP,
  type TestService,
} from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Employee } from '../src/employees/employee.entity';
import { Exporter } from './exports';
import { contactOf, employeeOfShop, PROFILES, register, someone, startIdentity } from './identity';
import { Importer } from './imports';

interface Made {
  readonly id: string;
}
interface Items {
  readonly items: readonly Record<string, unknown>[];
}

interface Page extends Items {
  readonly nextCursor: string | null;
}

/** More customers than a team's list would sort, added in another order than that of their names. */
const MANY_IN_GROUP = `
  WITH made AS (
    INSERT INTO customers (id, shop_id, kind, first_name, last_name, email, normalized_email, enabled, newsletter, partner_offers,
      registered_at, updated_at, version)
    SELECT gen_random_uuid(), $1, 'individual', 'Ada', 'Name ' || lpad(i::text, 4, '0'), i || '@example.org', i || '@example.org',
      true, false, false, now(), now(), 1
    FROM generate_series(0, 3004) AS i ORDER BY md5(i::text)
    RETURNING id
  )
  INSERT INTO customer_groups (customer_id, group_id, is_default) SELECT id, $2::uuid, true FROM made`;

/** A customer with one of everything that belongs to customers. */
interface Account {
  readonly id: string;
  readonly contact: string;
  readonly email: string;
  readonly address: string;
  readonly note: string;
  readonly document: string;
  readonly profile: string;
  readonly page: string;
}

type Call = (api: Api, account: Account) => Promise<{ readonly status: number }>;

const ADDRESS = {
  ...{ alias: 'Home', firstName: 'Ada', lastName: 'Byron', line1: 'Karl Johans gate 1', postcode: '0154' },
  ...{ city: 'Oslo', country: 'NO' },
};

/** Everything that names a customer or what belongs to one. */
const OPERATIONS: Readonly<Record<string, Call>> = {
  'read a customer': (api, { id }) => api.get(`/v1/customers/${id}`),
  'read the overview': (api, { id }) => api.get(`/v1/customers/${id}/overview`),
  'foresee a merge': (api, { id }) => api.get(`/v1/customer-merges/preview?fromId=${id}&intoId=${id}`),
  'merge a customer': (api, { id }) =>
    api.with({ 'idempotency-key': uuidv7() }).post('/v1/customer-merges', { fromId: id, intoId: id }),
  'edit a customer': (api, { id }) => api.patch(`/v1/customers/${id}`, { phone: null }),
  'read consents': (api, { id }) => api.get(`/v1/customers/${id}/consents`),
  'read the rank': (api, { id }) => api.get(`/v1/customers/${id}/rank`),
  'read visits': (api, { id }) => api.get(`/v1/customers/${id}/visits`),
  'read the sales teams': (api, { id }) => api.get(`/v1/customers/${id}/sales-teams`),
  'read notes': (api, { id }) => api.get(`/v1/customers/${id}/notes`),
  'write a note': (api, { id }) => api.post(`/v1/customers/${id}/notes`, { text: 'Call back' }),
  'edit a note': (api, { id, note }) => api.patch(`/v1/customers/${id}/notes/${note}`, { text: 'x' }),
  'delete a note': (api, { id, note }) => api.delete(`/v1/customers/${id}/notes/${note}`),
  'add an address': (api, { id }) => api.post(`/v1/customers/${id}/addresses`, ADDRESS),
  'read an address': (api, { address }) => api.get(`/v1/addresses/${address}`),
  'edit an address': (api, { address }) => api.patch(`/v1/addresses/${address}`, { alias: 'Work' }),
  'read the form': (api, { id }) => api.get(`/v1/forms/address?customerId=${id}`),
  'explain access': (api, { id, contact }) =>
    api.get(`/v1/access/explain?contactId=${contact}&customerId=${id}&operation=cart:use`),
  'read a contact': (api, { contact }) => api.get(`/v1/contacts/${contact}`),
  'edit a contact': (api, { contact }) => api.patch(`/v1/contacts/${contact}`, { firstName: 'Eve' }),
  'add a contact': (api, { id }) =>
    api.post('/v1/contacts', { ...someone(), links: [{ customerId: id, profileId: PROFILES.buyer }] }),
  'invite a contact': (api, { contact }) =>
    api.with({ 'idempotency-key': uuidv7() }).post(`/v1/contacts/${contact}/invitations`),
  'read sessions': (api, { contact }) => api.get(`/v1/contacts/${contact}/sessions`),
  'end sessions': (api, { contact }) => api.delete(`/v1/contacts/${contact}/sessions`),
  'reset two-factor': (api, { contact }) => api.delete(`/v1/contacts/${contact}/two-factor`),
  'read a link': (api, { id, contact }) => api.get(`/v1/contacts/${contact}/links/${id}`),
  'put a link': (api, { id, contact }) =>
    api.put(`/v1/contacts/${contact}/links/${id}`, { profileId: PROFILES.administrator }),
  'edit a link': (api, { id, contact }) =>
    api.patch(`/v1/contacts/${contact}/links/${id}`, { profileId: PROFILES.administrator }),
  'remove a link': (api, { id, contact }) => api.delete(`/v1/contacts/${contact}/links/${id}`),
  'upload a document': (api, { id }) =>
    api.upload(`/v1/documents?name=a.txt&customerId=${id}`, Buffer.from('terms')),
  'read a document': (api, { document }) => api.get(`/v1/documents/${document}`),
  'edit a document': (api, { document }) => api.patch(`/v1/documents/${document}`, { name: 'b.txt' }),
  'read a graphical profile': (api, { profile }) => api.get(`/v1/graphical-profiles/${profile}`),
  'edit a graphical profile': (api, { profile }) =>
    api.patch(`/v1/graphical-profiles/${profile}`, { headerText: null }),
  'remove a logo': (api, { profile }) => api.delete(`/v1/graphical-profiles/${profile}/logo`),
  'make a graphical profile': (api, { id }) => api.post('/v1/graphical-profiles', { customerId: id }),
  'make a page': (api, { id }) => api.post('/v1/pages', { slug: `p-${uuidv7()}`, customerId: id }),
  'read a page': (api, { page }) => api.get(`/v1/pages/${page}/settings`),
  'edit a page': (api, { page }) => api.patch(`/v1/pages/${page}`, { enabled: true }),
  'release a customer': (api, { id }) => api.post(`/v1/customers/${id}/release`),
  'restore a customer': (api, { id }) => api.post(`/v1/customers/${id}/restore`),
  'block a customer': (api, { id }) => api.post(`/v1/customers/${id}/block`),
  'delete a page': (api, { page }) => api.delete(`/v1/pages/${page}`),
  'delete a graphical profile': (api, { profile }) => api.delete(`/v1/graphical-profiles/${profile}`),
  'delete a document': (api, { document }) => api.delete(`/v1/documents/${document}`),
  'delete an address': (api, { address }) => api.delete(`/v1/addresses/${address}`),
  'erase a customer': (api, { id }) => api.post(`/v1/customers/${id}/erase`),
};

/** Every list of what belongs to customers, and what of an account is in it. */
const LISTS: readonly [path: string, of: (account: Account) => object][] = [
  ['customers', ({ id }) => ({ id })],
  ['customers?q=Guðmundsdóttir&sort=lastName', ({ id }) => ({ id })],
  ['contacts', ({ contact }) => ({ id: contact })],
  ['addresses', ({ address }) => ({ id: address })],
  ['documents', ({ document }) => ({ id: document })],
  ['graphical-profiles', ({ profile }) => ({ id: profile })],
  ['pages', ({ page }) => ({ slug: page })],
  ['audit?kind=change', ({ id }) => ({ customerId: id })],
];

describe('what members of sales teams see', () => {
  let service: TestService;
  let owner: Api;
  let mine: Account;
  let other: Account;
  let memberId: string;
  let member: Api;
  let team: string;

  beforeAll(async () => {
    service = await startIdentity();
    owner = await service.api.as(employeeOfShop());
    [mine, other] = [await anAccount(), await anAccount()];
    memberId = await employ();
    member = await limited(memberId);
    team = await aTeamOf(memberId, { kind: 'customer', id: mine.id });
  });

  afterAll(() => service.stop());

  const limitedEmployee = (id: string) => aTeamMember({ id, shopId: DEFAULT_SHOP_ID });
  const limited = (id: string) => service.api.as(limitedEmployee(id));
  const employ = async (): Promise<string> => {
    const { id: roleId } = (await owner.get<{ items: Made[] }>('/v1/roles')).body.items[1] ?? { id: '' };
    return (await owner.post<Made>('/v1/employees', { ...someone(), roleId })).body.id;
  };
  const aTeamOf = async (employeeId: string, responsibility: object): Promise<string> => {
    const { id } = (await owner.post<Made>('/v1/sales-teams', { name: uuidv7() })).body;
    await owner.post(`/v1/sales-teams/${id}/members`, { employeeIds: [employeeId] });
    await owner.post(`/v1/sales-teams/${id}/responsibilities`, { items: [responsibility] });
    return id;
  };

  async function anAccount(): Promise<Account> {
    const email = `${uuidv7()}@example.com`;
    const { customer, contact } = (await register(service, { email })).body;
    const { id } = customer;
    const page = `p-${id}`;
    await owner.post('/v1/pages', { slug: page, customerId: id });
    const file = await owner.upload<Made>(`/v1/documents?name=a.txt&customerId=${id}`, Buffer.from('terms'));
    const acting = await service.api.as(contactOf(id));
    const address = await acting.post<Made>(`/v1/customers/${id}/addresses`, ADDRESS);
    const note = await owner.post<Made>(`/v1/customers/${id}/notes`, { text: 'Nice' });
    const profile = await owner.post<Made>('/v1/graphical-profiles', { customerId: id });
    return {
      ...{ id, email, page, contact: contact.id, address: address.body.id, note: note.body.id },
      ...{ document: file.body.id, profile: profile.body.id },
    };
  }

  it.each(Object.entries(OPERATIONS))('do not let others %s', async (_, call) => {
    const outsider = await limited(uuidv7());

    expect((await call(member, other)).status).toBe(404);
    expect((await call(outsider, mine)).status).toBe(404);
  });

  it('is what was done with several customers, if they see all of them', async () => {
    const [second, actorId] = [await anAccount(), uuidv7()];
    await aTeamOf(memberId, { kind: 'customer', id: second.id });
    const entries = auditEntriesRecorded.example.entries.flatMap((entry) =>
      [
        [mine.id, second.id],
        [mine.id, other.id],
      ].map((customerIds) => ({ ...entry, id: uuidv7(), actorId, customerIds })),
    );
    await service.events.publish(
      auditEntriesRecorded.create(
        {
          ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID },
          ...{ actor: systemActor('audit'), occurredAt: new Date() },
        },
        { entries },
      ),
    );
    await service.events.handledBy('identity-audit', auditEntriesRecorded.type);

    const shown = await member.get<Items>(`/v1/audit?actorId=${actorId}`);

    expect((await owner.get<Items>(`/v1/audit?actorId=${actorId}`)).body.items).toHaveLength(2);
    expect(shown.body.items).toMatchObject([{ customerIds: [mine.id, second.id] }]);
  });

  it.each(LISTS)('are all that is listed by %s', async (path, of) => {
    const shown = (await member.get<Items>(`/v1/${path}`)).body.items;
    const all = (await owner.get<Items>(`/v1/${path}`)).body.items;

    expect(shown).toContainEqual(expect.objectContaining(of(mine)));
    expect(shown).not.toContainEqual(expect.objectContaining(of(other)));
    expect(all).toContainEqual(expect.objectContaining(of(other)));
  });

  it('are one by one in what is done to many', async () => {
    const edited = await member.post('/v1/customers/bulk-edit', { ids: [mine.id, other.id], enabled: true });
    const limits = await member.post('/v1/contacts/purchase-limits', {
      items: [mine, other].map(({ id, contact }) => ({ customerId: id, contactId: contact })),
    });

    expect(edited.body).toMatchObject({ items: [{ outcome: 'unchanged' }, { outcome: 'not-found' }] });
    expect(limits.body).toMatchObject({ items: [{ set: true }, { set: false, code: 'link-not-found' }] });
  });

  it('are all that is exported, to themselves alone', async () => {
    const exporter = await Exporter.of(service, limitedEmployee(memberId));
    const someoneElse = await limited(uuidv7());

    const files: Buffer[] = [];
    for (const kind of ['customers', 'contacts', 'addresses'])
      files.push(await exporter.export({ of: kind }));
    const { body } = await exporter.api.get<{ items: Made[] }>('/v1/exports');
    const [made] = body.items;

    for (const file of files) {
      expect(file.toString()).toContain(mine.email);
      expect(file.toString()).not.toContain(other.email);
    }
    expect(body.items).toHaveLength(3);
    expect((await someoneElse.get<Items>('/v1/exports')).body.items).toEqual([]);
    for (const path of ['', '/result', '/cancel'])
      expect(
        (await someoneElse[path === '/cancel' ? 'post' : 'get'](`/v1/exports/${made?.id}${path}`)).status,
      ).toBe(404);
    expect((await owner.get<Items>('/v1/exports')).body.items).toHaveLength(3);
  });

  it('are all that an import changes; those it makes are the own', async () => {
    const importer = await Importer.of(service, limitedEmployee(memberId));
    const emails = [mine.email, other.email, `${uuidv7()}@example.com`];
    const report = async (of: string, header: string, row: (email: string) => string, mode = 'both') => {
      const file = [header, ...emails.map(row)].join('\n');
      const { id, counts } = await importer.import(file, `of=${of}&mode=${mode}`);
      const lines = (await importer.report(id)).map((line) => line.split(',').slice(0, 3).join(','));
      return [counts['created'], counts['updated'], ...lines];
    };
    const person = (email: string) => `${email};Im;Ported`;

    const updated = await report('customers', 'email;firstName;lastName', person, 'update');
    const both = await report('customers', 'email;firstName;lastName', person);
    const contacts = await report('contacts', 'email;firstName;lastName', person);
    const links = await report(
      'contacts',
      'email;customerEmail;profile',
      (email) => `${mine.email};${email};viewer`,
      'create',
    );
    const addresses = await report(
      'addresses',
      'customerEmail;alias;firstName;lastName;line1;city;country',
      (email) => `${email};New;A;B;Road 1;Dublin;IE`,
    );
    const seen = (await member.get<Items>('/v1/customers?q=Ported')).body.items;

    expect(updated).toEqual([0, 1, '3,,not-found', '4,,not-found']);
    expect(both).toEqual([1, 0, '3,email,email-taken']);
    expect(contacts).toEqual([0, 1, '3,email,email-taken']);
    expect(links).toEqual([1, 0, '2,,exists-already', '3,customerEmail,customer-not-found']);
    expect(addresses).toEqual([2, 0, '3,customerEmail,customer-not-found']);
    expect(seen.map(({ email }) => email).toSorted()).toEqual([emails[0], emails[2]].toSorted());
    expect((await owner.get(`/v1/customers/${other.id}`)).body).not.toMatchObject({ lastName: 'Ported' });
    expect((await (await limited(uuidv7())).get<Items>('/v1/imports')).body.items).toEqual([]);
  });

  it('are those whose merges there are', async () => {
    const pairs = [
      { fromId: (await anAccount()).id, intoId: (await anAccount()).id },
      { fromId: (await anAccount()).id, intoId: (await anAccount()).id },
      { fromId: (await anAccount()).id, intoId: (await anAccount()).id },
    ];
    await owner.post(`/v1/sales-teams/${team}/responsibilities`, {
      items: [pairs[0]?.fromId, pairs[0]?.intoId, pairs[1]?.fromId].map((id) => ({ kind: 'customer', id })),
    });
    const merge = (api: Api, pair: object) =>
      api.with({ 'idempotency-key': uuidv7() }).post<Made>('/v1/customer-merges', pair);
    const undo = (id: string) =>
      member.with({ 'idempotency-key': uuidv7() }).post(`/v1/customer-merges/${id}/undo`);

    const refused = await merge(member, pairs[1] ?? {});
    const [own, foreign] = [await merge(member, pairs[0] ?? {}), await merge(owner, pairs[2] ?? {})];

    expect([refused, own, foreign].map(({ status }) => status)).toEqual([404, 202, 202]);
    expect((await member.get<Items>('/v1/customer-merges')).body.items).toMatchObject([{ id: own.body.id }]);
    expect((await owner.get<Items>('/v1/customer-merges')).body.items).toHaveLength(2);
    expect((await member.get(`/v1/customer-merges/${own.body.id}`)).status).toBe(200);
    expect((await member.get(`/v1/customer-merges/${foreign.body.id}`)).status).toBe(404);
    expect((await undo(foreign.body.id)).status).toBe(404);
    expect((await undo(own.body.id)).status).toBe(202);
  });

  it('do not give hold of a contact that acts for others, too', async () => {
    const [seen, unseen] = [await anAccount(), await anAccount()];
    await aTeamOf(memberId, { kind: 'customer', id: seen.id });
    const path = `/v1/contacts/${seen.contact}`;
    const rename = (api: Api) =>
      api.with({ 'if-match': '"1"' }).patch(path, { email: `${uuidv7()}@example.com` });
    await owner.put(`${path}/links/${unseen.id}`, { profileId: PROFILES.administrator });

    for (const answer of [await rename(member), await member.delete(`${path}/two-factor`)])
      expect(answer).toMatchObject({ status: 409, body: { code: 'contact-shared' } });
    expect((await rename(owner)).status).toBe(200);
  });

  it('do not tell for whom else a contact acts, nor let it be linked from elsewhere', async () => {
    const link = `/v1/contacts/${mine.contact}/links/${other.id}`;
    const body = { profileId: PROFILES.buyer };

    expect((await member.put(link, body)).status).toBe(404);
    expect((await member.put(`/v1/contacts/${other.contact}/links/${mine.id}`, body)).status).toBe(404);
    expect((await owner.put(link, body)).status).toBe(200);
    for (const path of [`/v1/contacts/${mine.contact}`, `/v1/contacts?q=${mine.email}`]) {
      const text = JSON.stringify((await member.get(path)).body);
      expect(text).toContain(mine.id);
      expect(text).not.toContain(other.id);
    }
    await owner.delete(link);
  });

  it('come and go with the groups of the team, and with the team', async () => {
    const [groupId, moved, joined] = [uuidv7(), await anAccount(), await employ()];
    const about = (id: string, version: number) => ({
      ...{ aggregate: { id, version }, shopId: DEFAULT_SHOP_ID, actor: systemActor('test') },
      occurredAt: new Date(),
    });
    const inGroups = async (version: number, ...groupIds: readonly string[]) => {
      const items = groupIds.map((id) => ({ groupId: id }));
      const [defaultGroupId = ''] = groupIds;
      const facts = { customerId: moved.id, defaultGroupId, fallbackGroupId: defaultGroupId, items };
      await service.events.publish(membershipsChanged.create(about(moved.id, version), facts));
      await service.events.handledBy('identity-memberships', membershipsChanged.type);
    };
    await service.events.publish(
      groupChanged.create(about(groupId, 1), { ...groupChanged.example, groupId }),
    );
    await service.events.handledBy('identity-groups', groupChanged.type);
    const group = await aTeamOf(joined, { kind: 'group', id: groupId });
    const api = await limited(joined);
    const sees = async () => (await api.get(`/v1/customers/${moved.id}`)).status;

    const before = await sees();
    await inGroups(1, uuidv7(), groupId);
    const within = await sees();
    const teams = await api.get<Items>(`/v1/customers/${moved.id}/sales-teams`);
    await inGroups(2, uuidv7());
    const gone = await sees();
    await inGroups(3, groupId);
    const back = await sees();
    await owner.delete(`/v1/sales-teams/${group}/members/${joined}`);
    const removed = await sees();

    expect([before, within, gone, back, removed]).toEqual([404, 200, 404, 200, 404]);
    expect(teams.body.items).toMatchObject([{ id: group, through: [{ kind: 'group', id: groupId }] }]);
  });

  it('come and go with the segments of the team, which lists and exports are filtered by', async () => {
    const [segmentId, account, joined] = [uuidv7(), await anAccount(), await employ()];
    const move = async (way: 'in' | 'out', version: number) => {
      const event = aSegmentMove(way, segmentId, [account.id], version);
      await service.events.publish(event);
      await service.events.handledBy('identity-segments', event.type);
    };
    const team = await aTeamOf(joined, { kind: 'segment', id: segmentId });
    const api = await limited(joined);
    const exporter = await Exporter.of(service, employeeOfShop());
    const look = async () => ({
      seen: (await api.get(`/v1/customers/${account.id}`)).status,
      listed: (await owner.get<Items>(`/v1/customers?segmentId=${segmentId}`)).body.items.map(({ id }) => id),
    });

    const before = await look();
    await move('in', 20);
    const within = await look();
    const teams = await api.get<Items>(`/v1/customers/${account.id}/sales-teams`);
    const file = await exporter.lines({ filters: { segmentId }, columns: ['email'] });
    await move('out', 30);
    await move('in', 25);
    const after = await look();

    expect([before, within, after]).toEqual([
      { seen: 404, listed: [] },
      { seen: 200, listed: [account.id] },
      { seen: 404, listed: [] },
    ]);
    expect(teams.body.items).toMatchObject([{ id: team, through: [{ kind: 'segment', id: segmentId }] }]);
    expect(file).toEqual(['email', account.email, '']);
  });

  it('are listed once, by whichever ways, page by page', async () => {
    const [segmentId, joined] = [uuidv7(), await employ()];
    const accounts = [await anAccount(), await anAccount(), await anAccount()];
    const ids = accounts.map(({ id }) => id).toReversed();
    const event = aSegmentMove('in', segmentId, ids, 40);
    await service.events.publish(event);
    await service.events.handledBy('identity-segments', event.type);
    await aTeamOf(joined, { kind: 'segment', id: segmentId });
    for (const id of ids.slice(1)) await aTeamOf(joined, { kind: 'customer', id });
    await owner.post(`/v1/customers/${ids[2]}/block`);
    const api = await limited(joined);
    const listed = async (query: string) => {
      const { body } = await api.get<Items & { nextCursor: string; total?: number }>(
        `/v1/customers?${query}`,
      );
      return { ...body, ids: body.items.map(({ id }) => id) };
    };

    const first = await listed('limit=1&count=true');
    const second = await listed(`limit=1&cursor=${first.nextCursor}`);

    expect([first.ids, second.ids, second.nextCursor, first.total]).toEqual([[ids[0]], [ids[1]], null, 2]);
    expect((await listed('state=any&sort=id')).ids).toEqual(ids.toReversed());
    expect((await listed(`state=any&segmentId=${segmentId}&sort=-registeredAt`)).ids).toEqual(ids);
  });

  it('are walked in the order of their names, however many, and counted behind the last page too', async () => {
    const [groupId, joined] = [uuidv7(), await employ()];
    await service.events.publish(
      groupChanged.create(
        {
          ...{ aggregate: { id: groupId, version: 1 }, shopId: DEFAULT_SHOP_ID, occurredAt: new Date() },
          actor: systemActor('test'),
        },
        { ...groupChanged.example, groupId },
      ),
    );
    await service.events.handledBy('identity-groups', groupChanged.type);
    await aTeamOf(joined, { kind: 'group', id: groupId });
    await service.db.manager.query(MANY_IN_GROUP, [DEFAULT_SHOP_ID, groupId]);
    const api = await limited(joined);
    const page = async (more: string) =>
      (await api.get<Page>(`/v1/customers?sort=lastName&limit=200${more}`)).body;

    const pages = [await page('')];
    for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
      pages.push(await page(`&cursor=${next}`));

    const names = pages.flatMap(({ items }) => items.map(({ lastName }) => lastName));
    expect(names).toEqual(Array.from({ length: 3_005 }, (_, i) => `Name ${String(i).padStart(4, '0')}`));
    const beforeLast = pages.at(-2)?.nextCursor;
    await service.db.manager.query(
      "DELETE FROM customer_groups USING customers WHERE id = customer_id AND group_id = $1 AND last_name >= 'Name 3000'",
      [groupId],
    );
    expect(await page(`&cursor=${beforeLast}&count=true`)).toEqual({
      ...{ items: [], nextCursor: null, total: 3_000 },
    });
  });

  it('are those of no other shop', async () => {
    const stranger = await service.api.as(anEmployee({ id: memberId, shopId: TEST_SHOP }));

    expect((await stranger.get(`/v1/sales-teams/${team}`)).status).toBe(404);
    expect((await stranger.get<Items>('/v1/sales-teams')).body.items).toEqual([]);
    expect((await stranger.get(`/v1/customers/${mine.id}/sales-teams`)).status).toBe(404);
    for (const part of ['members', 'responsibilities'])
      expect((await stranger.get(`/v1/sales-teams/${team}/${part}`)).status).toBe(404);
    expect((await stranger.delete(`/v1/sales-teams/${team}`)).status).toBe(404);
    expect(await service.db.manager.countBy(Employee, { id: memberId })).toBe(1);
  });

  it('can be dealt with as the role says', async () => {
    const answers: [string, number][] = [];
    for (const [name, call] of Object.entries(OPERATIONS)) {
      const { status } = await call(member, mine);
      if ([401, 403, 404].includes(status)) answers.push([name, status]);
    }

    // Notes are their authors'.
    expect(answers).toEqual([['delete a note', 403]]);
  });
});
