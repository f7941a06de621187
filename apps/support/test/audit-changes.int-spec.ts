import { auditEntriesRecorded } from '@clientele/contracts';
import { type Api, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { contact, employee, TestSupport } from './support';

const INBOX = { title: { en: 'Returns' }, email: 'returns@example.com' };

interface Changed {
  readonly of: string;
  /** Makes it and changes it; gives the id of what the entry is about. */
  readonly change: (api: Api) => Promise<string>;
  readonly type: string;
  readonly operation: string;
  readonly before: object;
  readonly after: object;
}

describe('the audit log of support', () => {
  let support: TestSupport;
  let staff: Api;
  const writer = contact();

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(employee());
  });

  afterAll(() => support.stop());

  const recordedOf = async (actorId: string) =>
    (await support.service.events.all(auditEntriesRecorded))
      .flatMap(({ data }) => data.entries)
      .filter((entry) => entry.actorId === actorId)
      .map(({ details, ...entry }) => ({ ...entry, ...JSON.parse(details) }));
  const newThread = async () => support.thread(await support.service.api.as(writer));

  const assigneeId = uuidv7();
  const CHANGED: readonly Changed[] = [
    {
      ...{ of: 'a new inbox', type: 'inboxes', operation: 'inboxes.create' },
      change: async (api) => (await api.post<{ id: string }>('/v1/inboxes', INBOX)).body.id,
      before: {},
      after: { ...INBOX, description: {}, position: 0, saveMessages: true, enabled: true },
    },
    {
      ...{ of: 'an inbox', type: 'inboxes', operation: 'inboxes.edit' },
      change: async (api) => {
        const { id } = (await staff.post<{ id: string }>('/v1/inboxes', INBOX)).body;
        const edits = { enabled: false, title: INBOX.title, email: 'back@example.com' };
        await api.with({ 'if-match': '"1"' }).patch(`/v1/inboxes/${id}`, edits);
        return id;
      },
      before: { email: 'returns@example.com', enabled: true },
      after: { email: 'back@example.com', enabled: false },
    },
    {
      ...{ of: 'a thread', type: 'threads', operation: 'threads.edit' },
      change: async (api) => {
        const id = await newThread();
        const edits = { status: 'pending-1', assigneeId, unread: true };
        await api.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, edits);
        return id;
      },
      before: { status: 'open', assigneeId: null },
      after: { status: 'pending-1', assigneeId },
    },
    {
      ...{ of: 'a thread that is replied to', type: 'threads', operation: 'threads.addMessage' },
      change: async (api) => {
        const id = await newThread();
        await staff.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, { assigneeId });
        await api.with({ 'idempotency-key': uuidv7() }).post(`/v1/threads/${id}/messages`, { text: 'Here.' });
        return id;
      },
      before: { unread: true },
      after: { unread: false, messageId: expect.any(String), text: 'Here.' },
    },
  ];

  it.each(CHANGED)(
    'has what $of was before and is after, once',
    async ({ change, type, operation, before, after }) => {
      const who = employee();

      const id = await change(await support.service.api.as(who));

      await eventually(async () => {
        const entries = await recordedOf(who.id);
        const customerId = type === 'threads' ? writer.customerId : undefined;
        expect(entries).toMatchObject([
          {
            kind: 'change',
            operation,
            resourceType: type,
            resourceId: id,
            ...(customerId && { customerId }),
          },
        ]);
        expect(entries[0].before ?? {}).toEqual(before);
        expect(entries[0].after).toEqual(after);
      });
    },
  );

  it('has what a contact answers, and that it opens the thread again', async () => {
    const id = await newThread();
    await staff.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, { status: 'closed', unread: false });
    const answering = (await support.service.api.as(writer)).with({ 'idempotency-key': uuidv7() });

    await answering.post(`/v1/threads/${id}/messages`, { text: 'Still not.' });

    await eventually(async () => {
      const entries = (await recordedOf(writer.id)).filter(({ resourceId }) => resourceId === id);
      expect(entries.at(-1)).toMatchObject({
        operation: 'threads.addMessage',
        ...{ before: { status: 'closed', unread: false }, after: { status: 'open', text: 'Still not.' } },
      });
    });
  });

  it('has the thread that a contact began, and for whom', async () => {
    const who = contact();

    const id = await support.thread(await support.service.api.as(who), { message: 'Where?' });

    await eventually(async () =>
      expect(await recordedOf(who.id)).toMatchObject([
        {
          ...{ operation: 'contactForm.submit', resourceType: 'threads', resourceId: id },
          ...{ customerId: who.customerId, after: { text: 'Where?', email: 'anna@example.com' } },
        },
      ]),
    );
  });

  it('has nothing of a change that fails', async () => {
    const who = employee();
    const api = (await support.service.api.as(who)).with({ 'if-match': '"7"' });
    const id = await newThread();

    await api.patch(`/v1/threads/${id}`, { status: 'closed' });
    const made = await api.post('/v1/inboxes', INBOX);

    await eventually(async () =>
      expect(await recordedOf(who.id)).toMatchObject([{ resourceId: made.body['id'] }]),
    );
  });
});
