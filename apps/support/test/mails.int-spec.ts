import { anEmployee, type Api, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { MailComposer } from '../src/mails/mail-composer.service';
import { MailQueue } from '../src/mails/mail-queue.service';
import { Mail } from '../src/mails/mail.entity';
import { MailsMetrics } from '../src/mails/mails.metrics';
import { MailTransport } from '../src/mails/mail-transport.service';
import { MessageIds } from '../src/mails/message-ids.service';
import { contact, employee, header, TestSupport } from './support';

interface Page {
  readonly items: readonly { readonly id: string; readonly state: string }[];
  readonly nextCursor: string | null;
}

describe('mails without a mail server', () => {
  let support: TestSupport;
  let staff: Api;

  beforeAll(async () => {
    support = await TestSupport.start();
    staff = await support.service.api.as(employee());
  });

  afterAll(() => support.stop());

  const reply = async (email: string, text = 'Here it is.'): Promise<string> => {
    const id = await support.thread(undefined, { email });
    const { body } = await staff
      .with({ 'idempotency-key': uuidv7() })
      .post<{ delivery: { mailId: string } }>(`/v1/threads/${id}/messages`, { text });
    return body.delivery.mailId;
  };

  it('are files, which can be listed, read and downloaded', async () => {
    const id = await reply('list@example.com', 'Grüße\naus Kraków');
    await support.nothingQueued();

    const list = await staff.get<Page>('/v1/mails?to=LIST@example.com&state=sent&kind=reply&count=true');
    const read = await staff.get(`/v1/mails/${id}`);
    const source = await support.service.app.inject({
      method: 'GET',
      url: `/v1/mails/${id}/eml`,
      headers: { authorization: `Bearer ${await support.service.tokens.sign(employee())}` },
    });

    expect(list.body).toMatchObject({
      items: [{ id, state: 'sent', attempts: 1 }],
      nextCursor: null,
      total: 1,
    });
    expect(read.body).toMatchObject({
      id,
      from: 'shop@example.com',
      to: 'list@example.com',
      text: 'Grüße\naus Kraków',
      lastError: null,
      nextAttemptAt: null,
      sentAt: expect.any(String),
    });
    expect(source.headers['content-type']).toBe('message/rfc822');
    expect(source.body).toBe((await support.mailsWith('list@example.com'))[0]);
  });

  it('are not told of to those who may not know', async () => {
    const id = await reply('secret@example.com');
    const stranger = await support.service.api.as(anEmployee());
    const customer = await support.service.api.as(contact());

    const gone = { status: 404, body: { code: 'mail-not-found' } };
    expect(await stranger.get(`/v1/mails/${id}`)).toMatchObject(gone);
    expect(await stranger.get(`/v1/mails/${id}/eml`)).toMatchObject(gone);
    expect((await stranger.get<Page>('/v1/mails')).body.items).toEqual([]);
    expect(await customer.get('/v1/mails')).toMatchObject({ status: 403 });
    expect(await support.service.api.get(`/v1/mails/${id}`)).toMatchObject({ status: 401 });
  });

  it.each(['state=lost', 'kind=spam', 'colour=red', 'createdTo=tomorrow'])(
    'refuse the filter %s',
    async (query) => {
      expect((await staff.get(`/v1/mails?${query}`)).status).toBe(422);
    },
  );

  it('are each sent once by two replicas', async () => {
    const replica = await support.service.replica();
    const sent: string[] = [];
    for (const app of [support.service.app, replica]) {
      const transport = app.get(MailTransport);
      const send = transport.send.bind(transport);
      jest.spyOn(transport, 'send').mockImplementation(async (mail) => {
        sent.push(mail.to);
        await send(mail);
      });
    }
    const addresses = Array.from({ length: 60 }, (_, i) => `replica-${i}@example.com`);

    await Promise.all(addresses.map((address) => reply(address)));
    await support.nothingQueued();

    expect(sent.toSorted()).toEqual(addresses.toSorted());
    jest.restoreAllMocks();
  });

  it('of a process that died are sent again by another, as the same file, when its lease is over', async () => {
    const transport = support.service.app.get(MailTransport);
    // The process dies after the mail has left and before that is remembered.
    const settled = jest.spyOn(MailQueue.prototype, 'settle').mockResolvedValueOnce();
    const id = await reply('crash@example.com');
    const [before] = await support.mailsWith('crash@example.com');
    await eventually(() => expect(settled).toHaveBeenCalled());
    settled.mockRestore();
    const mail = await support.service.db.manager.findOneByOrFail(Mail, { id });
    const again = jest.spyOn(transport, 'send');

    expect(mail).toMatchObject({ state: 'sending', attempts: 1 });
    await support.service.db.manager.query(
      `UPDATE mails SET leased_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [id],
    );
    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${id}`)).body).toMatchObject({ state: 'sent', attempts: 2 }),
    );

    expect(await support.mailsWith('crash@example.com')).toEqual([before]);
    expect(header(before ?? '', 'Message-ID')).toBe(mail.internetMessageId);
    again.mockRestore();
  });

  it('with which one process after the other died are set aside', async () => {
    const counted = jest.spyOn(MailsMetrics.prototype, 'setAside');
    const settled = jest.spyOn(MailQueue.prototype, 'settle').mockResolvedValueOnce();
    const id = await reply('poison@example.com');
    await eventually(() => expect(settled).toHaveBeenCalled());
    settled.mockRestore();
    const { body: mail } = await staff.get<{ attempts: number }>(`/v1/mails/${id}`);

    await support.service.db.manager.query(
      `UPDATE mails SET losses = 3, leased_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [id],
    );

    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${id}`)).body).toMatchObject({
        ...{ state: 'failed', attempts: mail.attempts + 1, outcomeUnknown: true },
        lastError: '4 processes ended while they sent it.',
      }),
    );
    expect(await support.mailsWith('poison@example.com')).toHaveLength(1);
    expect(counted).toHaveBeenCalledTimes(1);
  });

  it('are kept by who is still sending them', async () => {
    const queue = support.service.app.get(MailQueue);
    const settled = jest.spyOn(MailQueue.prototype, 'settle').mockResolvedValueOnce();
    const id = await reply('slow@example.com');
    await eventually(() => expect(settled).toHaveBeenCalled());
    settled.mockRestore();
    const { manager } = support.service.db;
    const mail = await manager.findOneByOrFail(Mail, { id });

    await queue.renew([{ ...mail, attempts: 7 }]);
    expect(await manager.findOneBy(Mail, { id })).toMatchObject({ leasedUntil: mail.leasedUntil });
    await queue.renew([mail]);

    const renewed = await manager.findOneByOrFail(Mail, { id });
    expect(renewed.leasedUntil?.getTime()).toBeGreaterThan(mail.leasedUntil?.getTime() ?? Infinity);
    await queue.settle(mail, { state: 'sent' });
  });

  it('are not settled by who has lost the lease', async () => {
    const queue = support.service.app.get(MailQueue);
    const id = await reply('fenced@example.com');
    await support.nothingQueued();
    const lost = { ...(await support.service.db.manager.findOneByOrFail(Mail, { id })), attempts: 0 };

    await queue.settle(lost, { state: 'failed', reason: 'late', outcomeUnknown: false });

    expect((await staff.get(`/v1/mails/${id}`)).body).toMatchObject({ state: 'sent', lastError: null });
  });

  it('wait when the folder cannot be written, and go when it can', async () => {
    const transport = support.service.app.get(MailTransport);
    jest.spyOn(transport, 'send').mockRejectedValueOnce(new Error('ENOSPC: no space left on device'));

    const id = await reply('full@example.com');
    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${id}`)).body).toMatchObject({
        state: 'queued',
        attempts: 1,
        lastError: 'ENOSPC: no space left on device',
      }),
    );
    support.service.clock.setOffset(61_000);
    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${id}`)).body).toMatchObject({ state: 'sent', lastError: null }),
    );
    support.service.clock.setOffset(0);
  });

  it('show in the metrics how many wait, and for how long', async () => {
    const { manager } = support.service.db;
    const id = await reply('metrics@example.com');
    await support.nothingQueued();
    const waiting = {
      state: 'queued',
      sentAt: null,
      nextAttemptAt: new Date(Date.now() + 3_600_000),
    } as const;
    await manager.update(Mail, id, { ...waiting, createdAt: new Date(Date.now() - 90_000) });

    const { body } = await support.service.app.inject({ method: 'GET', url: '/metrics' });

    expect(body).toMatch(/^mails_pending 1$/m);
    expect(Number(/^mails_oldest_pending_seconds (\S+)$/m.exec(body)?.[1])).toBeGreaterThanOrEqual(90);
    await manager.delete(Mail, id);
  });

  it('are the same text in every attempt, with headers nobody can break out of', async () => {
    const composer = support.service.app.get(MailComposer);
    const mail = {
      id: uuidv7(),
      kind: 'reply' as const,
      fromName: 'Tea\r\nBcc: eve@example.com',
      fromAddress: 'shop@example.com',
      toAddress: 'anna@example.com',
      replyTo: 'shop@example.com',
      subject: 'Hello\r\nBcc: eve@example.com',
      text: 'Text',
      html: '<p>Text</p>',
      internetMessageId: '<reply.1.2.3@example.com>',
      inReplyTo: null,
      references: ['<a@example.com>', '<b@example.com>'],
      createdAt: new Date('2026-11-22T10:00:00Z'),
    };

    const [first, second] = [await composer.compose(mail), await composer.compose(mail)];
    const text = first.toString();

    expect(second.equals(first)).toBe(true);
    expect(header(text, 'Bcc')).toBeUndefined();
    expect(header(text, 'Date')).toBe('Sun, 22 Nov 2026 10:00:00 +0000');
    expect(header(text, 'References')).toBe('<a@example.com> <b@example.com>');
    expect(header(text, 'Auto-Submitted')).toBeUndefined();
    await expect(
      composer.compose({ ...mail, toAddress: 'a@example.com, b@example.com' }),
    ).rejects.toMatchObject({
      kind: 'permanent',
    });
  });

  it('have a Message-ID that depends on all it stands for', () => {
    const ids = support.service.app.get(MessageIds);
    const subject = {
      kind: 'reply' as const,
      thread: '100001',
      message: uuidv7(),
      recipient: 'anna@example.com',
      sender: 'shop@example.com',
    };
    const macOf = (changes: Partial<typeof subject>) => ids.of({ ...subject, ...changes }).split(/[.@]/)[3];

    expect(macOf({ recipient: 'Anna@Example.com' })).toBe(macOf({}));
    const others = [{ thread: '100002' }, { message: uuidv7() }, { recipient: 'eve@example.com' }].map(macOf);
    expect(new Set([...others, macOf({})]).size).toBe(4);
  });
});
