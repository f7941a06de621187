import {
  customerChanged,
  customerClosed,
  customerMerged,
  customerMergeUndone,
  DEFAULT_SHOP_ID,
  type EventContract,
  groupsMergeFollowed,
  linkChanged,
  type MergeFollowed,
  ordersMergeFollowed,
  salesTeamChanged,
  supportMergeFollowed,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, type Api, type ApiAnswer, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { employeeOfShop, PROFILES, register, startIdentity } from './identity';

interface Merge {
  readonly id: string;
  readonly state: string;
  readonly progress: number;
  readonly counts: Record<string, number>;
  readonly version: number;
}

interface Person {
  readonly id: string;
  readonly contactId: string;
  readonly email: string;
}

const HOME = {
  alias: 'Home',
  firstName: 'Ada',
  lastName: 'B',
  line1: '1',
  city: 'Oslo',
  country: 'NO',
  postcode: '0150',
};

describe('merging customers', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const aCustomer = async (changes: Record<string, unknown> = {}): Promise<Person> => {
    const { customer, contact } = (await register(service, changes)).body;
    const { email } = (await employee.get<{ email: string }>(`/v1/customers/${customer.id}`)).body;
    return { id: customer.id, contactId: contact.id, email };
  };
  const edit = async (id: string, changes: Record<string, unknown>) => {
    const { version } = (await employee.get<{ version: number }>(`/v1/customers/${id}`)).body;
    return employee.with({ 'if-match': `"${version}"` }).patch(`/v1/customers/${id}`, changes);
  };
  const keyed = (api = employee) => api.with({ 'idempotency-key': uuidv7() });
  const merge = (from: Person, into: Person, choices?: object, api = employee): Promise<ApiAnswer<Merge>> =>
    keyed(api).post<Merge>('/v1/customer-merges', {
      fromId: from.id,
      intoId: into.id,
      ...(choices && { choices }),
    });
  const undo = (id: string, api = employee): Promise<ApiAnswer<Merge>> =>
    keyed(api).post<Merge>(`/v1/customer-merges/${id}/undo`);
  const customer = async (id: string) => (await employee.get(`/v1/customers/${id}`)).body;
  const listed = async (path: string) => (await employee.get<{ items: object[] }>(`/v1/${path}`)).body.items;
  const follow = (contract: EventContract<MergeFollowed>, mergeId: string, moved = {}, undone = false) =>
    service.events.publish(
      contract.create(
        {
          ...{ aggregate: { id: mergeId, version: undone ? 2 : 1 }, shopId: DEFAULT_SHOP_ID },
          ...{ actor: systemActor('test'), occurredAt: service.clock.now() },
        },
        { mergeId, undone, moved },
      ),
      2,
    );
  /** Tokens do not live as long as merges can be undone. */
  const age = (id: string, days: number) =>
    service.db.manager.query(
      'UPDATE customer_merges SET merged_at = merged_at - make_interval(days => $2) WHERE id = $1',
      [id, days],
    );
  const furnish = async ({ id }: Person) => {
    await employee.post(`/v1/customers/${id}/addresses`, HOME);
    await employee.post(`/v1/customers/${id}/notes`, { text: 'Prefers tea.' });
    await employee.upload(`/v1/documents?customerId=${id}&name=terms.txt`, Buffer.from('terms'));
    await employee.post('/v1/graphical-profiles', { customerId: id });
    await employee.post('/v1/pages', { customerId: id, slug: `page-${id}` });
  };

  it('are told beforehand what moves and where both have something', async () => {
    const [from, into] = [
      await aCustomer({ company: 'Tea AS', phone: '+47 1' }),
      await aCustomer({ phone: '+47 2' }),
    ];
    await furnish(from);
    await employee.put(`/v1/contacts/${from.contactId}/links/${into.id}`, { profileId: PROFILES.buyer });

    const preview = await employee.get(`/v1/customer-merges/preview?fromId=${from.id}&intoId=${into.id}`);

    expect(preview).toMatchObject({
      status: 200,
      body: {
        ...{ from: { id: from.id }, into: { id: into.id, email: into.email } },
        moves: [
          { service: 'identity', counts: { addresses: 1, contacts: 0, documents: 1, notes: 1, pages: 1 } },
        ],
        unavailable: ['groups', 'orders', 'support'],
        conflicts: expect.arrayContaining([
          { field: 'email', from: from.email, into: into.email, taken: 'into' },
          { field: 'phone', from: '+47 1', into: '+47 2', taken: 'into' },
        ]),
        fills: { company: 'Tea AS' },
        sharedContacts: [
          {
            id: from.contactId,
            fromProfile: { id: PROFILES.administrator },
            intoProfile: { id: PROFILES.buyer },
          },
        ],
      },
    });
    expect(await customer(from.id)).toMatchObject({ state: 'open' });
  });

  it('moves what is here at once, follows the others, and goes back exactly', async () => {
    const [from, into] = [await aCustomer({ company: 'Tea AS' }), await aCustomer()];
    for (const person of [from, into]) await furnish(person);
    await edit(from.id, { externalReference: `R-${from.id}` });

    const merged = await merge(from, into, { email: 'from' });
    await follow(ordersMergeFollowed, merged.body.id, { orders: 3 });
    await follow(groupsMergeFollowed, merged.body.id);
    await follow(supportMergeFollowed, merged.body.id, { threads: 1 });

    const { id } = merged.body;
    const path = `/v1/customer-merges/${id}`;
    expect(merged).toMatchObject({
      ...{ status: 202, headers: { location: path } },
      body: { ...{ kind: 'customer-merge', state: 'running', progress: 0.25, undoneAt: null } },
    });
    await eventually(async () => expect((await employee.get<Merge>(path)).body.state).toBe('done'));
    expect((await employee.get<Merge>(path)).body).toMatchObject({
      progress: 1,
      counts: { addresses: 1, documents: 1, notes: 1, pages: 1, contacts: 1, orders: 3, threads: 1 },
    });
    expect(await customer(into.id)).toMatchObject({
      ...{ email: from.email, company: 'Tea AS', externalReference: `R-${from.id}` },
      addresses: [{ defaultDelivery: false, defaultInvoice: false }, { defaultDelivery: true }],
      contacts: [{}, {}],
    });
    expect(await listed(`documents?customerId=${into.id}`)).toHaveLength(2);
    expect(await employee.get(`/v1/customers/${from.id}`)).toMatchObject({ status: 308 });
    expect(await service.events.next(customerMerged, id)).toMatchObject({ data: { fromId: from.id } });
    expect(await merge(from, into)).toMatchObject({ status: 409, body: { code: 'customer-closed' } });
    await edit(into.id, { company: 'Coffee AS' });

    const undone = await undo(id);
    await follow(ordersMergeFollowed, id, {}, false);
    await follow(ordersMergeFollowed, id, {}, true);

    expect(undone).toMatchObject({ status: 202, body: { state: 'running', undoneAt: expect.any(String) } });
    expect(await customer(from.id)).toMatchObject({
      ...{ state: 'open', mergedIntoId: null, externalReference: `R-${from.id}`, email: from.email },
      ...{ addresses: [{ defaultDelivery: true, defaultInvoice: true }], contacts: [{ id: from.contactId }] },
    });
    expect(await customer(into.id)).toMatchObject({
      ...{ email: into.email, company: 'Coffee AS', externalReference: null },
      ...{ addresses: [{ defaultDelivery: true }], contacts: [{ id: into.contactId }] },
    });
    for (const list of ['documents', 'pages', 'graphical-profiles'])
      for (const person of [from, into])
        expect(await listed(`${list}?customerId=${person.id}`)).toHaveLength(1);
    expect(await service.events.next(customerMergeUndone, id)).toMatchObject({ aggregate: { version: 2 } });
    const links = await service.events.all(linkChanged);
    const told = links
      .filter(({ data }) => data.contactId === from.contactId)
      .map(({ data }) => data.customerId);
    expect(told).toEqual([into.id, from.id]);
    expect(await undo(id)).toMatchObject({ status: 409, body: { code: 'merge-undone' } });
    expect((await employee.get<Merge>(path)).body).toMatchObject({ state: 'running', progress: 0.5 });
  });

  describe('with sales teams', () => {
    let count = 0;
    const aTeam = async (...people: readonly Person[]): Promise<string> => {
      const { id } = (await employee.post<{ id: string }>('/v1/sales-teams', { name: `Team ${++count}` }))
        .body;
      await lookAfter(id, ...people);
      return id;
    };
    const lookAfter = (team: string, ...people: readonly Person[]) =>
      employee.post(`/v1/sales-teams/${team}/responsibilities`, {
        items: people.map(({ id }) => ({ kind: 'customer', id })),
      });
    /** What was announced of a team the last, and how often anything was. */
    const told = async (team: string) => {
      const { aggregate, data } = await service.events.next(salesTeamChanged, team);
      return { version: aggregate.version, ids: data.responsibilities.flatMap(({ ids }) => ids) };
    };
    const sorted = (...people: readonly Person[]) => people.map(({ id }) => id).toSorted();

    it('makes those of the merged one responsible for the survivor, tells it, and takes it back', async () => {
      const [from, into] = [await aCustomer(), await aCustomer()];
      const [one, both, late] = [await aTeam(from), await aTeam(from, into), await aTeam()];
      const path = `/v1/customer-merges/preview?fromId=${from.id}&intoId=${into.id}`;

      const preview = await employee.get(path);
      const { body } = await merge(from, into);
      await lookAfter(late, into);

      expect(preview.body).toMatchObject({ moves: [{ counts: { salesTeams: 1 } }] });
      expect(body.counts).toMatchObject({ salesTeams: 1 });
      const teams = await listed(`customers/${into.id}/sales-teams`);
      expect(teams).toMatchObject([{ id: one }, { id: both }, { id: late }]);
      await eventually(async () => expect(await told(one)).toEqual({ version: 3, ids: [into.id] }));

      await undo(body.id);

      await eventually(async () => expect(await told(one)).toEqual({ version: 4, ids: [from.id] }));
      expect(await told(both)).toEqual({ version: 2, ids: sorted(from, into) });
      expect(await told(late)).toEqual({ version: 2, ids: [into.id] });
    });

    it('leaves what was taken from a team meanwhile where it is', async () => {
      const [from, into] = [await aCustomer(), await aCustomer()];
      const team = await aTeam(from);
      const { id } = (await merge(from, into)).body;
      await employee.delete(`/v1/sales-teams/${team}/responsibilities/customer/${into.id}`);

      await undo(id);

      expect(await listed(`customers/${from.id}/sales-teams`)).toEqual([]);
      expect((await employee.get(`/v1/sales-teams/${team}`)).body).toMatchObject({ version: 4 });
    });

    it('loses nothing of a team that is changed at the same instant', async () => {
      const [from, into, other] = [await aCustomer(), await aCustomer(), await aCustomer()];
      const team = await aTeam(from);

      const [merged, added] = await Promise.all([merge(from, into), lookAfter(team, other)]);

      expect([merged.status, added.status]).toEqual([202, 200]);
      await eventually(async () =>
        expect(await told(team)).toEqual({ version: 4, ids: sorted(into, other) }),
      );
    });
  });

  it('lets the contact log in for the survivor', async () => {
    const [from, into] = [await aCustomer(), await aCustomer()];

    await merge(from, into);

    const login = { email: from.email, password: 'rather-long-and-hard-to-guess' };
    expect(await service.api.post('/v1/auth/login', login)).toMatchObject({
      status: 200,
      body: { customer: { id: into.id } },
    });
  });

  it('is done once of ten at once, whichever way round', async () => {
    const [a, b] = [await aCustomer(), await aCustomer()];

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? merge(a, b) : merge(b, a))),
    );

    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('is undone once of five at once, for thirty days, and chains from their end', async () => {
    const [a, b, c] = [await aCustomer(), await aCustomer(), await aCustomer()];
    const first = (await merge(a, b)).body.id;
    const second = (await merge(b, c)).body.id;

    expect(await undo(first)).toMatchObject({ status: 409, body: { code: 'merge-goes-on' } });
    expect(await employee.get(`/v1/customers/${a.id}`)).toMatchObject({ body: { mergedIntoId: b.id } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => undo(second)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409, 409]);
    expect(await customer(b.id)).toMatchObject({ contacts: [{}, {}] });
    expect(await customer(c.id)).toMatchObject({ contacts: [{ id: c.contactId }] });
    await age(first, 31);
    expect(await undo(first)).toMatchObject({ status: 409, body: { code: 'merge-too-old' } });
    await age(first, -31);
    expect((await undo(first)).status).toBe(202);
    expect(await customer(a.id)).toMatchObject({ contacts: [{ id: a.contactId }] });
  });

  it('cannot be undone when somebody has the e-mail address by now', async () => {
    const [from, into] = [await aCustomer(), await aCustomer()];
    const { id } = (await merge(from, into)).body;
    await edit(into.id, { email: from.email });

    expect(await undo(id)).toMatchObject({ status: 409, body: { code: 'email-taken' } });
  });

  it('forgets the merged one with the survivor, and never brings it back', async () => {
    const [from, into] = [await aCustomer({ phone: '+47 99' }), await aCustomer()];
    const { id } = (await merge(from, into)).body;

    await employee.post(`/v1/customers/${into.id}/erase`);

    expect(await undo(id)).toMatchObject({ status: 409, body: { code: 'merge-erased' } });
    for (const gone of [from, into]) {
      expect(await service.events.next(customerClosed, gone.id)).toMatchObject({ data: { state: 'erased' } });
      expect(await service.events.next(customerChanged, gone.id)).toBeDefined();
    }
    const [rows] = await Promise.all([
      service.db.manager.query('SELECT * FROM customers WHERE id = ANY ($1)', [[from.id, into.id]]),
    ]);
    const kept = await service.db.manager.query('SELECT * FROM customer_merges WHERE id = $1', [id]);
    expect(JSON.stringify([rows, kept])).not.toMatch(/\+47 99|Björk|bjork/);
  });

  it('leaves nothing when the event cannot be written', async () => {
    const [from, into] = [await aCustomer(), await aCustomer()];
    service.failNextEvent();

    expect((await merge(from, into)).status).toBe(500);
    expect(await customer(from.id)).toMatchObject({ state: 'open', version: 1 });
  });

  it('is not of one with itself, of guests without need, for readers, or of another shop', async () => {
    const [from, into] = [await aCustomer(), await aCustomer()];
    await service.db.manager.query('UPDATE customers SET is_guest = true WHERE id = $1', [into.id]);
    const stranger = await service.api.as(anEmployee());
    const reader = await service.api.as(employeeOfShop('customers:read'));
    const { id } = (await merge(into, from)).body;

    expect(await merge(from, from)).toMatchObject({ status: 422, body: { code: 'merge-with-itself' } });
    expect(await merge(from, into, { surname: 'from' })).toMatchObject({ status: 422 });
    expect(await merge(from, await aCustomer(), undefined, stranger)).toMatchObject({ status: 404 });
    expect((await merge(from, await aCustomer(), undefined, reader)).status).toBe(403);
    expect(await undo(id, stranger)).toMatchObject({ status: 404, body: { code: 'merge-not-found' } });
    expect((await stranger.get(`/v1/customer-merges/${id}`)).status).toBe(404);
    expect((await stranger.get('/v1/customer-merges')).body).toMatchObject({ items: [] });
    expect((await employee.get('/v1/customer-merges?limit=1')).body).toMatchObject({ items: [{ id }] });
    const guest = await aCustomer();
    await service.db.manager.query('UPDATE customers SET is_guest = true WHERE id = $1', [guest.id]);
    expect(await merge(from, guest)).toMatchObject({ body: { code: 'survivor-is-guest' } });
  });
});
