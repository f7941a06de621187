import { messageAdded } from '@clientele/contracts';
import type { Api } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Mail } from '../src/mails/mail.entity';
import { Message } from '../src/threads/message.entity';
import { contact, employee, header, TestSupport } from './support';

interface Thread {
  readonly number: string;
  readonly version: number;
  readonly history: readonly unknown[];
  readonly messages: readonly {
    readonly delivery: { readonly mailId: string; readonly state: string } | null;
  }[];
}

describe('POST /v1/threads/{id}/messages', () => {
  let support: TestSupport;
  const anna = employee();
  let staff: Api;

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(anna);
  });

  afterAll(() => support.stop());

  const say = (caller: Api, id: string, text: string, key: string = uuidv7()) =>
    caller.with({ 'idempotency-key': key }).post(`/v1/threads/${id}/messages`, { text });

  describe('by an employee', () => {
    it('is stored, sent by mail, and shows that it was', async () => {
      const id = await support.thread(undefined, { subject: 'Où est-il?', email: 'rene@example.com' });

      const answer = await say(staff, id, 'Voilà, déjà là.');
      await support.nothingQueued();
      const [mail = '', ...others] = await support.mails();
      const { body } = await staff.get<Thread>(`/v1/threads/${id}`);

      expect(answer).toMatchObject({
        status: 201,
        body: { from: 'employee', text: 'Voilà, déjà là.', authorId: anna.id, delivery: { state: 'queued' } },
      });
      expect(others).toEqual([]);
      expect(header(mail, 'From')).toBe('Customer service <shop@example.com>');
      expect(header(mail, 'To')).toBe('rene@example.com');
      expect(header(mail, 'Reply-To')).toBe('shop@example.com');
      expect(header(mail, 'Message-ID')).toMatch(
        new RegExp(`^<reply\\.${body.number}\\.[0-9a-f]{32}\\.[0-9a-f]{20}@example\\.com>$`),
      );
      expect(header(mail, 'Subject')).toMatch(/^=\?UTF-8\?Q\?Re=3A_O=C3=B9/);
      expect(body.messages).toMatchObject([
        { from: 'customer', delivery: null },
        { from: 'employee', delivery: { state: 'sent', lastError: null } },
      ]);
    });

    it('puts the first one who replies in charge, and marks the thread as read', async () => {
      const id = await support.thread();

      await say(staff, id, 'One');
      await say(await support.service.api.as(employee()), id, 'Two');

      expect((await staff.get(`/v1/threads/${id}`)).body).toMatchObject({
        assigneeId: anna.id,
        unread: false,
        firstResponseAt: expect.any(String),
        version: 3,
        history: [{ changes: { assigneeId: { from: null, to: anna.id } } }],
      });
    });

    it('puts one in charge when two reply at once', async () => {
      const id = await support.thread();
      const colleague = await support.service.api.as(employee());

      await Promise.all([say(staff, id, 'One'), say(colleague, id, 'Two')]);

      const { body } = await staff.get<Thread>(`/v1/threads/${id}`);
      expect(body.version).toBe(3);
      expect(body.messages).toHaveLength(3);
      expect(body.history).toHaveLength(1);
    });

    it('refers to the mails before it', async () => {
      const id = await support.thread(undefined, { email: 'refers@example.com' });

      await say(staff, id, 'First');
      await say(staff, id, 'Second');
      await support.nothingQueued();

      const [first = '', second = ''] = await support.mailsWith('To: refers@example.com');
      expect(header(first, 'In-Reply-To')).toBeUndefined();
      expect(header(second, 'In-Reply-To')).toBe(header(first, 'Message-ID'));
      expect(header(second, 'References')).toBe(header(first, 'Message-ID'));
    });

    it('is one message and one mail for twenty requests at once with one key', async () => {
      const id = await support.thread(undefined, { email: 'twenty@example.com' });

      const answers = await Promise.all(
        Array.from({ length: 20 }, () => say(staff, id, 'Only once', 'twenty')),
      );
      const again = await say(staff, id, 'Only once', 'twenty');
      await support.nothingQueued();

      expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
      expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
      expect(await support.service.db.manager.countBy(Mail, { threadId: id })).toBe(1);
      expect(await support.mailsWith('To: twenty@example.com')).toHaveLength(1);
    });

    it('needs a key, as it moves mail', async () => {
      const id = await support.thread();

      expect(await staff.post(`/v1/threads/${id}/messages`, { text: 'Hello' })).toMatchObject({
        status: 400,
        body: { code: 'idempotency-key-missing' },
      });
    });

    it('leaves nothing, no mail either, when the event cannot be written', async () => {
      const id = await support.thread();
      support.service.failNextEvent();

      expect(await say(staff, id, 'Lost')).toMatchObject({ status: 500 });
      expect(await support.service.db.manager.countBy(Message, { threadId: id })).toBe(1);
      expect(await support.service.db.manager.countBy(Mail, { threadId: id })).toBe(0);
      expect((await staff.get(`/v1/threads/${id}`)).body).toMatchObject({ version: 1, assigneeId: null });
    });

    it('is announced', async () => {
      const id = await support.thread();

      const { body } = await say(staff, id, 'Hello');

      expect(await support.service.events.next(messageAdded, id)).toMatchObject({
        aggregate: { id, version: 2 },
        actor: { kind: 'employee', id: anna.id },
        data: { threadId: id, messageId: body['id'], from: 'employee', authorId: anna.id },
      });
    });
  });

  describe('by a contact', () => {
    it('opens its closed thread again, and sends no mail', async () => {
      const customer = contact();
      const api = await support.service.api.as(customer);
      const id = await support.thread(api);
      await staff.with({ 'if-match': '"1"' }).patch(`/v1/threads/${id}`, { status: 'closed', unread: false });

      const answer = await say(api, id, 'Still not here');

      expect(answer).toMatchObject({ status: 201, body: { from: 'customer', text: 'Still not here' } });
      expect(Object.keys(answer.body)).not.toContain('delivery');
      expect((await staff.get(`/v1/threads/${id}`)).body).toMatchObject({
        status: 'open',
        unread: true,
        version: 3,
        messages: [{ from: 'customer' }, { from: 'customer', authorId: customer.id, delivery: null }],
        history: [{}, { actorKind: 'contact', changes: { status: { from: 'closed', to: 'open' } } }],
      });
      expect(await support.service.db.manager.countBy(Mail, { threadId: id })).toBe(0);
      expect(await support.service.events.next(messageAdded, id)).toMatchObject({
        data: { from: 'customer', authorId: customer.id, customerId: customer.customerId },
      });
    });

    it('is refused without the permission', async () => {
      const api = await support.service.api.as(contact({ permissions: new Set() }));

      expect(await say(api, await support.thread(), 'Hello')).toMatchObject({ status: 403 });
    });
  });

  it.each([
    [{}],
    [{ text: '' }],
    [{ text: ' ' }],
    [{ text: 7 }],
    [{ text: 'x'.repeat(50_001) }],
    [{ text: 'Hi', from: 'customer' }],
  ])('refuses %j', async (body) => {
    const id = await support.thread();

    const answer = await staff.with({ 'idempotency-key': uuidv7() }).post(`/v1/threads/${id}/messages`, body);

    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
  });
});
