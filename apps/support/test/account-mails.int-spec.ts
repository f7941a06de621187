import {
  DEFAULT_SHOP_ID,
  type IdentityMail,
  identityMailRequested,
  oneTimeLinkAddress,
  systemActor,
} from '@clientele/contracts';
import { type Api, eventually } from '@clientele/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { Mail } from '../src/mails/mail.entity';
import { employee, header, TestSupport } from './support';

describe('mails about accounts', () => {
  let support: TestSupport;
  let staff: Api;
  let identity: NatsConnection;

  beforeAll(async () => {
    support = await TestSupport.start({ MAIL_FROM: 'tea@example.com' });
    staff = await support.service.api.as(employee());
    identity = await connect({ servers: support.service.nats.url });
  });

  afterEach(() => support.service.clock.setOffset(0));

  afterAll(async () => {
    await identity.close();
    await support.stop();
  });

  /** Answers as identity does. */
  const tell = (url: string | null) => {
    const subscription = identity.subscribe(oneTimeLinkAddress.subject, {
      callback: (_error, message) => void message.respond(JSON.stringify({ url })),
    });
    return identity.flush().then(() => subscription);
  };
  const mailOf = (changes: Partial<IdentityMail> = {}): IdentityMail => ({
    mailId: uuidv7(),
    template: 'password-reset',
    to: 'ada@example.com',
    variables: { name: 'Ada Lovelace', shop: 'Tea & Sons', hours: '1' },
    linkId: uuidv7(),
    ...changes,
  });
  const request = (data: IdentityMail, times = 1) =>
    support.service.events.publish(
      identityMailRequested.create(
        {
          aggregate: { id: data.mailId, version: 1 },
          shopId: DEFAULT_SHOP_ID,
          actor: systemActor('test'),
          occurredAt: new Date(),
        },
        data,
      ),
      times,
    );

  it('carry a link that nobody finds in the queue', async () => {
    const identitys = await tell('https://tea.example/password-reset#token=s3cret');
    const mail = mailOf({ to: 'carry@example.com', language: 'sv' });

    await request(mail, 3);
    const [sent = '', ...copies] = await support.mailsWith('carry@example.com');
    const { body } = await eventually(async () => {
      const answer = await staff.get(`/v1/mails/${mail.mailId}`);
      expect(answer.body).toMatchObject({ state: 'sent' });
      return answer;
    });

    expect(copies).toEqual([]);
    expect(header(sent, 'From')).toBe('"Tea & Sons" <tea@example.com>');
    expect(header(sent, 'Auto-Submitted')).toBe('auto-generated');
    expect(sent).toContain('https://tea.example/password-reset#token');
    expect(body).toMatchObject({ kind: 'account', text: expect.stringContaining('Hej Ada Lovelace') });
    expect(JSON.stringify(body)).not.toContain('s3cret');
    expect(JSON.stringify(await support.service.db.manager.find(Mail))).not.toContain('s3cret');
    identitys.unsubscribe();
  });

  it('wait for identity when it is away', async () => {
    const mail = mailOf();
    await request(mail);

    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${mail.mailId}`)).body).toMatchObject({
        state: 'queued',
        lastError: 'Identity did not tell the one-time link',
      }),
    );
    const identitys = await tell('https://tea.example/password-reset#token=later');
    support.service.clock.setOffset(61_000);
    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${mail.mailId}`)).body).toMatchObject({ state: 'sent' }),
    );
    identitys.unsubscribe();
  });

  it('are not sent when their link is over', async () => {
    const identitys = await tell(null);
    const mail = mailOf();
    await request(mail);

    await eventually(async () =>
      expect((await staff.get(`/v1/mails/${mail.mailId}`)).body).toMatchObject({
        state: 'failed',
        lastError: 'Its one-time link is used or over',
      }),
    );
    identitys.unsubscribe();
  });

  it('go without a link where there is none', async () => {
    const mail = mailOf({ to: 'plain@example.com', template: 'invitation', linkId: undefined });
    await request(mail);

    expect(await support.mailsWith('plain@example.com')).toHaveLength(1);
  });
});
