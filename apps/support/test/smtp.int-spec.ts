import { type Api, eventually } from '@clientele/testing';
import { SMTPServer } from 'smtp-server';
import { v7 as uuidv7 } from 'uuid';
import { Mail } from '../src/mails/mail.entity';
import { employee, header, TestSupport } from './support';

/** What the mail server does with a mail, by its recipient. */
type Behaviour = 'accept' | 451 | 550 | 552 | 'hang up after DATA' | 'accept and hang up';

/** A mail server on a port of its own, which does as it is told. */
class MailServer {
  readonly accepted: string[] = [];
  readonly behaviours = new Map<string, Behaviour[]>();
  private server = this.make();
  port = 0;

  async start(): Promise<void> {
    this.server = this.make();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    const address = this.server.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private make(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, callback) => {
        const [next] = this.behaviours.get(address) ?? [];
        if (next !== 451 && next !== 550) return callback();
        this.behaviours.get(address)?.shift();
        callback(Object.assign(new Error('not now'), { responseCode: next }));
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          const behaviour = this.behaviours.get(to)?.shift() ?? 'accept';
          if (behaviour === 552) return callback(Object.assign(new Error('too big'), { responseCode: 552 }));
          if (behaviour !== 'hang up after DATA') this.accepted.push(Buffer.concat(chunks).toString());
          if (behaviour === 'accept') return callback();
          for (const connection of this.server.connections) connection.close();
        });
      },
    });
  }
}

describe('mails with a mail server', () => {
  const server = new MailServer();
  let support: TestSupport;
  let staff: Api;

  beforeAll(async () => {
    await server.start();
    support = await TestSupport.start({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    staff = await support.service.api.as(employee());
  });

  afterAll(async () => {
    await support.stop();
    await server.stop();
  });

  afterEach(() => support.service.clock.setOffset(0));

  const reply = async (email: string, ...behaviours: Behaviour[]): Promise<string> => {
    server.behaviours.set(email, behaviours);
    const id = await support.thread(undefined, { email });
    const { body } = await staff
      .with({ 'idempotency-key': uuidv7() })
      .post<{ delivery: { mailId: string } }>(`/v1/threads/${id}/messages`, { text: 'Here it is.' });
    return body.delivery.mailId;
  };

  const becomes = (id: string, expected: object) =>
    eventually(async () => expect((await staff.get(`/v1/mails/${id}`)).body).toMatchObject(expected));

  const received = (email: string): string[] =>
    server.accepted.filter((mail) => header(mail, 'To') === email);

  it('are handed over, and nothing is put into the folder', async () => {
    const id = await reply('anna@example.com');

    await becomes(id, { state: 'sent', attempts: 1 });
    expect(received('anna@example.com')).toHaveLength(1);
    expect(await support.mails()).toEqual([]);
  });

  it('are tried again later when the server says 451', async () => {
    const id = await reply('later@example.com', 451);

    await becomes(id, { state: 'queued', attempts: 1, lastError: expect.stringContaining('451') });
    support.service.clock.setOffset(61_000);
    await becomes(id, { state: 'sent', attempts: 2, lastError: null, outcomeUnknown: false });
    expect(received('later@example.com')).toHaveLength(1);
  });

  it.each([550, 552] as const)(
    'fail for good when the server says %i, and the thread shows it',
    async (code) => {
      const email = `no-${code}@example.com`;

      const id = await reply(email, code);

      await becomes(id, { state: 'failed', attempts: 1, lastError: expect.stringContaining(String(code)) });
      const { body } = await staff.get<{ threadId: string }>(`/v1/mails/${id}`);
      expect((await staff.get(`/v1/threads/${body.threadId}`)).body).toMatchObject({
        messages: [{}, { delivery: { mailId: id, state: 'failed', lastError: expect.any(String) } }],
      });
    },
  );

  it('are sent once more, with the same Message-ID, when the server hangs up after it has them', async () => {
    const id = await reply('maybe@example.com', 'accept and hang up');

    await becomes(id, { state: 'queued', attempts: 1, outcomeUnknown: true });
    support.service.clock.setOffset(61_000);
    await becomes(id, { state: 'sent', attempts: 2 });
    const [first = '', second = '', ...others] = received('maybe@example.com');
    expect(others).toEqual([]);
    expect(header(second, 'Message-ID')).toBe(header(first, 'Message-ID'));
    expect(second).toBe(first);
  });

  it('are not sent a third time when that happens twice', async () => {
    const id = await reply('doubt@example.com', 'hang up after DATA', 'hang up after DATA');

    await becomes(id, { state: 'queued', outcomeUnknown: true });
    support.service.clock.setOffset(61_000);
    await becomes(id, { state: 'failed', attempts: 2, outcomeUnknown: true });
  });

  it('wait while the server is down, and go when it is up', async () => {
    await server.stop();
    const ids = [await reply('down-1@example.com'), await reply('down-2@example.com')];
    for (const id of ids) await becomes(id, { state: 'queued', attempts: 1, outcomeUnknown: false });

    await server.start();
    support.service.clock.setOffset(61_000);

    for (const id of ids) await becomes(id, { state: 'sent', attempts: 2 });
    expect(received('down-1@example.com')).toHaveLength(1);
  });

  it('are given up after a day', async () => {
    const id = await reply('never@example.com', 451, 451);
    await becomes(id, { state: 'queued', attempts: 1 });

    support.service.clock.setOffset(24 * 3_600_000);

    // The token of the employee is over by then, too.
    await eventually(async () =>
      expect(await support.service.db.manager.findOneBy(Mail, { id })).toMatchObject({
        state: 'failed',
        attempts: 2,
        lastError: expect.stringContaining('451'),
      }),
    );
  });
});
