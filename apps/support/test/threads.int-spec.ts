import { anEmployee, type Api } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { ThreadChange } from '../src/threads/thread-change.entity';
import { contact, CUSTOMER_SERVICE, employee, TestSupport, visitor, WEBMASTER } from './support';

interface Page {
  readonly items: readonly { readonly id: string; readonly number: string }[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

describe('/v1/threads', () => {
  let support: TestSupport;
  let staff: Api;

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(employee());
  });

  afterAll(() => support.stop());

  const ids = async (query: string, caller = staff): Promise<string[]> => {
    const { status, body } = await caller.get<Page>(`/v1/threads?${query}`);
    expect(status).toBe(200);
    return body.items.map(({ id }) => id);
  };

  describe('the list', () => {
    it('goes from page to page without losing or repeating a thread', async () => {
      const email = 'pages@example.com';
      const all: string[] = [];
      for (let i = 0; i < 5; i++) all.push(await support.thread(undefined, { email }));

      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const more: string = cursor && `&cursor=${cursor}`;
        const { body }: { body: Page } = await staff.get<Page>(
          `/v1/threads?email=${email}&limit=2&count=true${more}`,
        );
        expect(body.total).toBe(5);
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      }

      expect(seen).toEqual(all.toReversed());
    });

    it('filters by each of its filters', async () => {
      const customer = contact();
      const assigneeId = uuidv7();
      const api = await support.service.api.as(customer);
      const id = await support.thread(api, {
        email: 'Filter@example.com',
        inboxId: WEBMASTER,
        subject: 'Żółty mug',
      });
      const { body } = await staff
        .with({ 'if-match': '"1"' })
        .patch<{ number: string; createdAt: string }>(`/v1/threads/${id}`, {
          status: 'pending-1',
          assigneeId,
          unread: false,
        });
      const next = new Date(Date.parse(body.createdAt) + 1).toISOString();
      const mine = `customerId=${customer.customerId}`;

      for (const query of [
        `assigneeId=${assigneeId}`,
        `${mine}&inboxId=${WEBMASTER}`,
        `${mine}&status=pending-1`,
        `${mine}&unread=false`,
        'email=filter@EXAMPLE.com',
        `${mine}&createdFrom=${body.createdAt}&createdTo=${next}`,
        `q=${encodeURIComponent('żółty MUG')}`,
        `q=ilter@exam`,
        `q=${body.number}`,
        `${mine}&sort=-createdAt,number`,
      ]) {
        expect([query, await ids(query)]).toEqual([query, [id]]);
      }
      for (const query of [
        `${mine}&inboxId=${CUSTOMER_SERVICE}`,
        `${mine}&status=open`,
        `${mine}&unread=true`,
        `${mine}&createdTo=${body.createdAt}`,
        `${mine}&createdFrom=${next}`,
        `${mine}&q=%25`,
      ]) {
        expect([query, await ids(query)]).toEqual([query, []]);
      }
    });

    it.each([
      'colour=red',
      'status=lost',
      'unread=perhaps',
      'inboxId=1',
      'createdFrom=yesterday',
      'limit=0',
      'sort=text',
      'cursor=x',
    ])('refuses %s', async (query) => {
      expect((await staff.get(`/v1/threads?${query}`)).status).toBe(422);
    });
  });

  describe('for a contact', () => {
    it('is what was written for its customer, without what is the shop’s affair', async () => {
      const customer = contact();
      const api = await support.service.api.as(customer);
      const colleague = await support.service.api.as(contact({ customerId: customer.customerId }));
      const [id, other] = [await support.thread(api), await support.thread(colleague)];
      await support.thread(await support.service.api.as(contact()));

      const read = await colleague.get<{ messages: object[] }>(`/v1/threads/${id}`);

      expect(await ids('', api)).toEqual([other, id]);
      expect(await ids(`customerId=${uuidv7()}`, api)).toEqual([]);
      expect(read).toMatchObject({ status: 200, body: { id, status: 'open' } });
      expect(Object.keys(read.body)).not.toEqual(expect.arrayContaining(['assigneeId']));
      expect(Object.keys(read.body)).not.toEqual(expect.arrayContaining(['unread']));
      expect(Object.keys(read.body)).not.toEqual(expect.arrayContaining(['history']));
      expect(Object.keys(read.body.messages[0] ?? {})).toEqual([
        'id',
        'from',
        'channel',
        'text',
        'createdAt',
      ]);
    });

    it('is nothing of anybody else, whatever the verb', async () => {
      const id = await support.thread(await support.service.api.as(contact()));
      const stranger = (await support.service.api.as(contact())).with({ 'idempotency-key': uuidv7() });

      const gone = { status: 404, body: { code: 'thread-not-found' } };
      expect(await stranger.get(`/v1/threads/${id}`)).toMatchObject(gone);
      expect(await stranger.post(`/v1/threads/${id}/messages`, { text: 'Hello' })).toMatchObject(gone);
      expect(
        await stranger.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, { status: 'closed' }),
      ).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
      expect((await staff.get(`/v1/threads/${id}`)).body).toMatchObject({
        version: 1,
        messages: [expect.anything()],
      });
    });
  });

  it('is nothing for an employee of another shop, whatever the verb', async () => {
    const id = await support.thread();
    const stranger = (await support.service.api.as(anEmployee())).with({
      'idempotency-key': uuidv7(),
      'if-match': '"1"',
    });

    const gone = { status: 404, body: { code: 'thread-not-found' } };
    expect(await stranger.get(`/v1/threads/${id}`)).toMatchObject(gone);
    expect(await stranger.post(`/v1/threads/${id}/messages`, { text: 'Hello' })).toMatchObject(gone);
    expect(await stranger.patch(`/v1/threads/${id}`, { status: 'closed' })).toMatchObject(gone);
    expect(await ids('', stranger)).toEqual([]);
  });

  it('is closed to visitors, to nobody in particular, and without the permission', async () => {
    const id = await support.thread();
    const reader = await support.service.api.as(employee({ permissions: new Set(['threads:read']) }));

    expect(await (await support.service.api.as(visitor())).get('/v1/threads')).toMatchObject({ status: 403 });
    expect(await support.service.api.get(`/v1/threads/${id}`)).toMatchObject({ status: 401 });
    expect(
      await reader.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, { status: 'closed' }),
    ).toMatchObject({ status: 403, body: { permission: 'threads:write' } });
  });

  describe('PATCH', () => {
    it('changes a thread and keeps in its history who changed what', async () => {
      const id = await support.thread();
      const anna = employee();
      const api = await support.service.api.as(anna);

      const edited = await api
        .with({ 'if-match': '"1"' })
        .patch(`/v1/threads/${id}`, { status: 'closed', assigneeId: anna.id, subject: 'Parcel' });

      expect(edited).toMatchObject({
        status: 200,
        headers: { etag: '"2"' },
        body: {
          status: 'closed',
          assigneeId: anna.id,
          subject: 'Parcel',
          unread: true,
          version: 2,
          history: [
            {
              actorKind: 'employee',
              actorId: anna.id,
              changes: {
                status: { from: 'open', to: 'closed' },
                assigneeId: { from: null, to: anna.id },
                subject: { from: 'Customer service', to: 'Parcel' },
              },
            },
          ],
        },
      });
    });

    it('marks a thread as read without a word in its history', async () => {
      const id = await support.thread();

      const edited = await staff.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, { unread: false });

      expect(edited).toMatchObject({ status: 200, body: { unread: false, history: [] } });
    });

    it('lets one of two edits at once win', async () => {
      const id = await support.thread();
      const editing = staff.with({ 'if-match': '"1"' });

      const answers = await Promise.all(
        ['closed', 'pending-1'].map((status) => editing.patch(`/v1/threads/${id}`, { status })),
      );

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      expect(await support.service.db.manager.countBy(ThreadChange, { threadId: id })).toBe(1);
    });

    it.each([
      [{ status: 'lost' }, '/status'],
      [{ status: null }, '/status'],
      [{ assigneeId: 'anna' }, '/assigneeId'],
      [{ subject: 'Hello\r\nBcc: eve@example.com' }, '/subject'],
      [{ email: 'eve@example.com' }, '/email'],
    ])('refuses %j and points to %s', async (body, pointer) => {
      const id = await support.thread();

      expect(await staff.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, body)).toMatchObject({
        status: 422,
        body: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
      });
    });
  });
});
