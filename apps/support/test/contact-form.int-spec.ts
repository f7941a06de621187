import { orderByReference, threadOpened } from '@clientele/contracts';
import type { Api } from '@clientele/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { Inbox } from '../src/inboxes/inbox.entity';
import { Mail } from '../src/mails/mail.entity';
import { Message } from '../src/threads/message.entity';
import { Thread } from '../src/threads/thread.entity';
import { contact, CUSTOMER_SERVICE, employee, header, TestSupport, visitor } from './support';

describe('POST /v1/contact-form', () => {
  let support: TestSupport;
  let staff: Api;

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(employee());
  });

  afterAll(() => support.stop());

  const form = { inboxId: CUSTOMER_SERVICE, email: 'anna@example.com', message: 'Where is it?' };
  const counts = async () => {
    const { manager } = support.service.db;
    return [await manager.count(Thread), await manager.count(Message), await manager.count(Mail)];
  };

  it('begins a thread for anybody, which employees can read', async () => {
    const answer = await support.service.api.post<{ threadId: string; number: string }>('/v1/contact-form', {
      ...form,
      orderReference: 'KPTWXZCHM',
      productId: 'tea',
    });
    const read = await staff.get(`/v1/threads/${answer.body.threadId}`);

    expect(answer).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^\d{6}$/) } });
    expect(Object.keys(answer.body)).toEqual(['threadId', 'number']);
    expect(read).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: {
        number: answer.body.number,
        subject: 'Customer service',
        email: 'anna@example.com',
        status: 'open',
        unread: true,
        customerId: null,
        orderReference: 'KPTWXZCHM',
        orderId: null,
        productId: 'tea',
        messages: [{ from: 'customer', channel: 'form', text: 'Where is it?', delivery: null }],
        history: [],
      },
    });
  });

  it('takes visitors too', async () => {
    const api = await support.service.api.as(visitor());

    expect(await api.post('/v1/contact-form', form)).toMatchObject({ status: 201 });
  });

  it('announces the thread', async () => {
    const { body } = await support.service.api.post<{ threadId: string; number: string }>(
      '/v1/contact-form',
      form,
    );

    expect(await support.service.events.next(threadOpened, body.threadId)).toMatchObject({
      aggregate: { id: body.threadId, version: 1 },
      data: {
        threadId: body.threadId,
        number: body.number,
        inboxId: CUSTOMER_SERVICE,
        email: 'anna@example.com',
      },
    });
  });

  it('begins one thread for the same request sent ten times at once with one key', async () => {
    const api = (await support.service.api.as(visitor())).with({ 'idempotency-key': 'ten' });
    const email = 'ten@example.com';

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post('/v1/contact-form', { ...form, email })),
    );

    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    expect(await support.service.db.manager.countBy(Thread, { email })).toBe(1);
  });

  it('keeps nothing when the event cannot be written', async () => {
    const before = await counts();
    support.service.failNextEvent(threadOpened.type);

    expect(await support.service.api.post('/v1/contact-form', form)).toMatchObject({ status: 500 });
    expect(await counts()).toEqual(before);
  });

  it.each([
    [{ ...form, message: '' }, '/message'],
    [{ ...form, message: ' \n ' }, '/message'],
    [{ ...form, message: 'a\0b' }, '/message'],
    [{ ...form, message: 'x'.repeat(20_001) }, '/message'],
    [{ ...form, email: 'anna' }, '/email'],
    [{ ...form, email: 'anna@example.com, eve@example.com' }, '/email'],
    [{ ...form, email: 'anna@example.com\r\nBcc: eve@example.com' }, '/email'],
    [{ ...form, email: '"a,b"@example.com' }, '/email'],
    [{ ...form, subject: 'Hello\r\nBcc: eve@example.com' }, '/subject'],
    [{ ...form, subject: 'x'.repeat(201) }, '/subject'],
    [{ ...form, orderReference: '' }, '/orderReference'],
    [{ ...form, inboxId: 'webmaster' }, '/inboxId'],
    [{ ...form, website: 'https://example.com' }, '/website'],
    [{ ...form, colour: 'red' }, '/colour'],
    [{}, '/inboxId'],
  ])('refuses %j and points to %s', async (body, pointer) => {
    const before = await counts();

    const answer = await support.service.api.post<{ errors: unknown[] }>('/v1/contact-form', body);

    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
    expect(await counts()).toEqual(before);
  });

  it('lets the trap for machines be empty', async () => {
    expect(await support.service.api.post('/v1/contact-form', { ...form, website: '' })).toMatchObject({
      status: 201,
    });
  });

  it('refuses an inbox that does not exist or is not offered', async () => {
    const { body } = await staff.post<{ id: string }>('/v1/inboxes', {
      title: { en: 'Closed' },
      email: 'closed@example.com',
      enabled: false,
    });

    for (const inboxId of [body.id, uuidv7()]) {
      expect(await support.service.api.post('/v1/contact-form', { ...form, inboxId })).toMatchObject({
        status: 422,
        body: { code: 'inbox-not-offered', errors: [{ pointer: '/inboxId' }] },
      });
    }
  });

  it('refuses a token that is none', async () => {
    const api = support.service.api.with({ authorization: 'Bearer a.b.c' });

    expect(await api.post('/v1/contact-form', form)).toMatchObject({ status: 401 });
  });

  describe('of an inbox that keeps no messages', () => {
    it('forwards the message by mail and stores nothing', async () => {
      const { body } = await staff.post<{ id: string }>('/v1/inboxes', {
        title: { en: 'Ideas' },
        email: 'ideas@example.com',
        saveMessages: false,
      });
      const [threads, messages] = await counts();

      const answer = await support.service.api.post('/v1/contact-form', {
        ...form,
        inboxId: body.id,
        subject: 'An idea',
        message: 'Sell mugs with lids.',
      });
      const [mail = '', ...others] = await support.mailsWith('Sell mugs');

      expect(answer).toMatchObject({ status: 201, body: { threadId: null, number: null } });
      expect(others).toEqual([]);
      expect(header(mail, 'From')).toBe('Ideas <ideas@example.com>');
      expect(header(mail, 'To')).toBe('ideas@example.com');
      expect(header(mail, 'Reply-To')).toBe('anna@example.com');
      expect(header(mail, 'Subject')).toBe('An idea');
      expect(header(mail, 'Auto-Submitted')).toBe('auto-generated');
      expect((await counts()).slice(0, 2)).toEqual([threads, messages]);
      expect(await support.service.db.manager.countBy(Inbox, { id: body.id })).toBe(1);
      await support.nothingQueued();
      expect(await support.service.db.manager.countBy(Mail, { kind: 'forward' })).toBe(0);
    });
  });

  describe('with the reference of an order', () => {
    let nats: NatsConnection;

    beforeAll(async () => {
      nats = await connect({ servers: support.service.nats.url });
    });

    afterAll(() => nats.close());

    const write = async (caller: ReturnType<typeof contact>) => {
      const api = await support.service.api.as(caller);
      const id = await support.thread(api, { orderReference: 'KPTWXZCHM' });
      return (await api.get(`/v1/threads/${id}`)).body;
    };

    it("links the order when orders knows it as the customer's", async () => {
      const caller = contact();
      const orderId = uuidv7();
      const questions: unknown[] = [];
      const subscription = nats.subscribe(orderByReference.subject, {
        max: 1,
        callback: (_, message) => {
          questions.push(message.json());
          message.respond(JSON.stringify({ orderId }));
        },
      });
      await nats.flush();

      expect(await write(caller)).toMatchObject({
        customerId: caller.customerId,
        contactId: caller.id,
        orderReference: 'KPTWXZCHM',
        orderId,
      });
      expect(questions).toEqual([{ reference: 'KPTWXZCHM', customerId: caller.customerId }]);
      subscription.unsubscribe();
    });

    it("keeps it unverified when it is not the customer's", async () => {
      const subscription = nats.subscribe(orderByReference.subject, {
        max: 1,
        callback: (_, message) => void message.respond(JSON.stringify({ orderId: null })),
      });
      await nats.flush();

      expect(await write(contact())).toMatchObject({ orderReference: 'KPTWXZCHM', orderId: null });
      subscription.unsubscribe();
    });

    it('keeps it unverified when orders does not answer in time', async () => {
      const subscription = nats.subscribe(orderByReference.subject, { callback: () => undefined });
      await nats.flush();

      expect(await write(contact())).toMatchObject({ orderReference: 'KPTWXZCHM', orderId: null });
      subscription.unsubscribe();
    });

    it('keeps it unverified when there is nobody to ask', async () => {
      expect(await write(contact())).toMatchObject({ orderReference: 'KPTWXZCHM', orderId: null });
    });

    it('does not take the word of a contact without the permission for its customer', async () => {
      const api = await support.service.api.as(contact({ permissions: new Set() }));

      const id = await support.thread(api, { orderReference: 'KPTWXZCHM' });

      expect((await staff.get(`/v1/threads/${id}`)).body).toMatchObject({ customerId: null, orderId: null });
    });
  });
});

describe('POST /v1/contact-form, too often', () => {
  let support: TestSupport;

  beforeAll(async () => {
    support = await TestSupport.start({ STRICT_RATE_LIMIT_PERCENT: '100' });
  });

  afterAll(() => support.stop());

  it('is refused with the time to wait', async () => {
    const form = { inboxId: CUSTOMER_SERVICE, email: 'anna@example.com', message: 'Again!' };

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => support.service.api.post('/v1/contact-form', form)),
    );

    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused[0]).toMatchObject({
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      body: { code: 'too-many-requests' },
    });
  });
});
