import { type Api, aContact, anEmployee } from '@clientele/testing';
import { contact, CUSTOMER_SERVICE, employee, TestSupport, visitor, WEBMASTER } from './support';

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor: string | null;
}

describe('/v1/inboxes', () => {
  let support: TestSupport;
  let staff: Api;

  beforeAll(async () => {
    support = await TestSupport.start({ MAIL_FROM: 'tea@example.com' });
    staff = await support.service.api.as(employee());
  });

  afterAll(() => support.stop());

  const returns = { title: { en: 'Returns', fr: 'Retours' }, email: 'returns@example.com', position: 3 };

  it('shows everybody the delivered ones in five languages, and no more than they need', async () => {
    const callers = [
      support.service.api,
      await support.service.api.as(visitor()),
      await support.service.api.as(contact()),
      await support.service.api.as(employee({ permissions: new Set() })),
    ];

    for (const caller of callers) {
      const { body } = await caller.get<Page>('/v1/inboxes?limit=2');

      expect(body.items.map(({ id }) => id)).toEqual([WEBMASTER, CUSTOMER_SERVICE]);
      expect(Object.keys(body.items[1] ?? {})).toEqual(['id', 'title', 'description', 'position']);
      expect(body.items[1]).toMatchObject({
        title: { en: 'Customer service', fr: 'Service client', nb: 'Kundeservice' },
        description: { pl: expect.any(String), sv: expect.any(String) },
      });
    }
  });

  it('shows employees everything', async () => {
    const { body } = await staff.get<Page>('/v1/inboxes?limit=1');

    expect(body.items[0]).toMatchObject({
      id: WEBMASTER,
      email: 'tea@example.com',
      saveMessages: true,
      enabled: true,
      version: 1,
    });
  });

  it('is not seeded twice', async () => {
    await support.service.replica();

    expect((await staff.get('/v1/inboxes?count=true')).body).toMatchObject({ total: 2 });
  });

  it('creates an inbox that can be read back with its ETag', async () => {
    const created = await staff.post<{ id: string }>('/v1/inboxes', returns);
    const read = await staff.get(`/v1/inboxes/${created.body.id}`);

    expect(created).toMatchObject({ status: 201, body: { ...returns, description: {}, version: 1 } });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(read.body).toEqual(created.body);
  });

  it('creates one inbox for one key', async () => {
    const once = staff.with({ 'idempotency-key': 'one-inbox' });

    const [first, second] = [
      await once.post('/v1/inboxes', returns),
      await once.post('/v1/inboxes', returns),
    ];

    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });

  it('hides an inbox from people when it is switched off', async () => {
    const { body } = await staff.post<{ id: string }>('/v1/inboxes', returns);

    const edited = await staff
      .with({ 'if-match': '"1"' })
      .patch(`/v1/inboxes/${body.id}`, { enabled: false, title: { en: 'Old' } });
    const offered = await support.service.api.get<Page>('/v1/inboxes?limit=200');

    expect(edited).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { enabled: false, title: { en: 'Old' }, email: 'returns@example.com', version: 2 },
    });
    expect(offered.body.items.map(({ id }) => id)).not.toContain(body.id);
  });

  it('lets one of two edits at once win', async () => {
    const { body } = await staff.post<{ id: string }>('/v1/inboxes', returns);
    const editing = staff.with({ 'if-match': '"1"' });

    const answers = await Promise.all([
      editing.patch(`/v1/inboxes/${body.id}`, { position: 8 }),
      editing.patch(`/v1/inboxes/${body.id}`, { position: 9 }),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('wants to know which version an edit is based on', async () => {
    expect(await staff.patch(`/v1/inboxes/${WEBMASTER}`, { position: 5 })).toMatchObject({ status: 428 });
  });

  it.each([
    [{ ...returns, title: {} }, '/title'],
    [{ ...returns, title: undefined }, '/title'],
    [{ ...returns, email: 'Returns <returns@example.com>' }, '/email'],
    [{ ...returns, email: 'a@example.com,b@example.com' }, '/email'],
    [{ ...returns, position: -1 }, '/position'],
    [{ ...returns, enabled: 'yes' }, '/enabled'],
    [{ ...returns, colour: 'red' }, '/colour'],
  ])('refuses %j and points to %s', async (body, pointer) => {
    const answer = await staff.post<{ errors: unknown[] }>('/v1/inboxes', body);

    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it("does not tell of another shop's inbox", async () => {
    const stranger = await support.service.api.as(anEmployee());
    const elsewhere = await support.service.api.as(aContact());

    const gone = { status: 404, body: { code: 'inbox-not-found' } };
    expect(await stranger.get(`/v1/inboxes/${WEBMASTER}`)).toMatchObject(gone);
    expect(
      await stranger.with({ 'if-match': '"1"' }).patch(`/v1/inboxes/${WEBMASTER}`, { position: 1 }),
    ).toMatchObject(gone);
    expect((await elsewhere.get<Page>('/v1/inboxes')).body.items).toEqual([]);
  });

  it('is changed by employees with the permission only', async () => {
    const reader = await support.service.api.as(employee({ permissions: new Set(['inboxes:read']) }));
    const customer = await support.service.api.as(contact());

    expect(await reader.post('/v1/inboxes', returns)).toMatchObject({
      status: 403,
      body: { permission: 'inboxes:write' },
    });
    expect(await customer.get(`/v1/inboxes/${WEBMASTER}`)).toMatchObject({ status: 403 });
    expect(await support.service.api.post('/v1/inboxes', returns)).toMatchObject({ status: 401 });
  });
});
