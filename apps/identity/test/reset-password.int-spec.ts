import { contactEmailVerified, identityMailRequested } from '@clientele/contracts';
import { eventually, type TestService } from '@clientele/testing';
import { Contact } from '../src/contacts/contact.entity';
import { LinkTokens } from '../src/one-time-links/link-tokens.service';
import { OneTimeLink } from '../src/one-time-links/one-time-link.entity';
import type { LinkPurpose } from '../src/one-time-links/one-time-link.domain';
import { AccountPasswords } from '../src/password-resets/account-passwords.service';
import { PasswordsService } from '../src/passwords/passwords.service';
import { Session } from '../src/sessions/session.entity';
import { bearing, OWNER, register, someone, startListening, type Tokens, waitingForLock } from './identity';

describe('passwords by mail', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startListening();
  });

  afterEach(() => service.clock.setOffset(0));
  afterAll(() => service.stop());

  const ask = (email: string, path = '/v1/auth/password-reset-requests') => service.api.post(path, { email });
  const handled = () =>
    service.events.handledBy('identity-password-resets', 'identity.password-reset.requested.v1');
  const linksOf = (owner: { readonly contactId?: string }, purpose: LinkPurpose = 'password-reset') =>
    service.db.manager.findBy(OneTimeLink, { ...owner, purpose });
  const tokenFor = async (owner: { readonly contactId: string }, purpose?: LinkPurpose): Promise<string> =>
    eventually(async () => {
      const [link] = await linksOf(owner, purpose);
      if (!link) throw new Error('There is no link yet.');
      return service.app.get(LinkTokens).of(link.id);
    });
  const reset = (token: string, password = 'a-wholly-new-secret') =>
    service.api.post('/v1/auth/password-resets', { token, password });
  const login = (email: string, password: string) =>
    service.api.post<Tokens>('/v1/auth/login', { email, password });
  const mailsTo = async (email: string) =>
    (await service.events.all(identityMailRequested))
      .filter(({ data }) => data.to === email)
      .map(({ data }) => data.template);

  it('lets the reader of the mailbox choose a new password, once, and ends all sessions', async () => {
    const email = 'forgot@example.com';
    const { contact } = (await register(service, { email })).body;
    const before = (await login(email, someone().password)).body;

    const asked = await ask('Forgot@Example.com');
    const token = await tokenFor({ contactId: contact.id });
    const done = await reset(token);
    const again = await reset(token);

    expect([asked.status, done.status]).toEqual([202, 204]);
    expect(again).toMatchObject({ status: 422, body: { code: 'link-not-valid' } });
    expect(await service.db.manager.countBy(Session, { contactId: contact.id })).toBe(0);
    expect(await service.api.post('/v1/auth/refresh', { refreshToken: before.refreshToken })).toMatchObject({
      status: 401,
    });
    expect(await login(email, someone().password)).toMatchObject({ status: 401 });
    expect(await login(email, 'a-wholly-new-secret')).toMatchObject({ status: 200 });
    await eventually(async () =>
      expect((await mailsTo(email)).toSorted()).toEqual([
        'email-verification',
        'password-changed',
        'password-reset',
      ]),
    );
  });

  it('lets nobody in who logs in with the old password at the same time', async () => {
    const email = 'meets@example.com';
    const { contact } = (await register(service, { email })).body;
    const passwordHash = await service.app.get(PasswordsService).hash('a-wholly-new-secret');
    const attempts: ReturnType<typeof login>[] = [];

    await service.db.transaction(async (tx) => {
      await service.app.get(AccountPasswords).set(tx, { contactId: contact.id }, passwordHash, null);
      attempts.push(login(email, someone().password));
      await waitingForLock(service);
    });

    expect(await Promise.all(attempts)).toMatchObject([
      { status: 401, body: { code: 'credentials-not-valid' } },
    ]);
    expect(await service.db.manager.countBy(Session, { contactId: contact.id })).toBe(0);
  });

  it('answers alike for who is not known or switched off, and mails nobody', async () => {
    const { contact } = (await register(service, { email: 'switched-off@example.com' })).body;
    await service.db.manager.update(Contact, contact.id, { enabled: false });

    const answers = [
      await ask('switched-off@example.com'),
      await ask('nobody@example.com'),
      await ask(OWNER.email),
    ];
    await handled();

    for (const { status, body } of answers)
      expect({ status, body }).toEqual({ status: 202, body: undefined });
    expect(await linksOf({ contactId: contact.id })).toEqual([]);
    expect(await mailsTo('nobody@example.com')).toEqual([]);
    expect(await mailsTo(OWNER.email)).toEqual([]);
  });

  it('is used up once by two at the same time', async () => {
    const { contact } = (await register(service)).body;
    const { email } = await service.db.manager.findOneByOrFail(Contact, { id: contact.id });
    await ask(email);
    const token = await tokenFor({ contactId: contact.id });

    const answers = await Promise.all([
      reset(token, 'the-first-secret-of-two'),
      reset(token, 'the-second-secret-of-two'),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 422]);
  });

  it('stays good when the new password is not', async () => {
    const { contact } = (await register(service, { email: 'weak@example.com' })).body;
    await ask('weak@example.com');
    const token = await tokenFor({ contactId: contact.id });

    expect(await reset(token, 'weak@example.com')).toMatchObject({
      status: 422,
      body: { code: 'password-too-weak', errors: [{ pointer: '/password', code: 'easy-to-guess' }] },
    });
    expect(await reset(token)).toMatchObject({ status: 204 });
  });

  it('mails three links at most while they are good', async () => {
    const { contact } = (await register(service, { email: 'many@example.com' })).body;

    await Promise.all(Array.from({ length: 8 }, () => ask('many@example.com')));
    await eventually(async () => expect(await linksOf({ contactId: contact.id })).toHaveLength(3));
    await handled();

    expect(await linksOf({ contactId: contact.id })).toHaveLength(3);
  });

  it('is there for employees, too', async () => {
    await ask(OWNER.email, '/v1/auth/employees/password-reset-requests');
    const token = await eventually(async () => {
      const link = (await linksOf({})).find(({ employeeId }) => employeeId !== null);
      if (!link) throw new Error('There is no link yet.');
      return service.app.get(LinkTokens).of(link.id);
    });

    expect(await reset(token)).toMatchObject({ status: 204 });
    const credentials = { email: OWNER.email, password: 'a-wholly-new-secret' };
    expect(await service.api.post('/v1/auth/employees/login', credentials)).toMatchObject({ status: 200 });
  });

  it.each([
    [{ token: 'made-up', password: 'a-wholly-new-secret' }, 'link-not-valid'],
    [{ token: 'x' }, 'validation-failed'],
  ])('refuses %j', async (body, code) => {
    expect(await service.api.post('/v1/auth/password-resets', body)).toMatchObject({
      status: 422,
      body: { code },
    });
  });

  describe('an e-mail address', () => {
    it('is verified by the link that comes with the registration', async () => {
      const { contact, customer } = (await register(service, { email: 'verify@example.com' })).body;
      const token = await tokenFor({ contactId: contact.id }, 'email-verification');

      const verified = await service.api.post('/v1/auth/email-verifications', { token });
      const again = await service.api.post('/v1/auth/email-verifications', { token });

      expect(verified.status).toBe(204);
      expect(again).toMatchObject({ status: 422, body: { code: 'link-not-valid' } });
      const { emailVerifiedAt } = await service.db.manager.findOneByOrFail(Contact, { id: contact.id });
      expect(emailVerifiedAt).toBeInstanceOf(Date);
      await eventually(async () =>
        expect((await service.events.all(contactEmailVerified)).map(({ data }) => data)).toContainEqual({
          ...{ contactId: contact.id, customerId: customer.id },
          email: 'verify@example.com',
        }),
      );
    });

    it('can be sent another link, as long as it is not verified', async () => {
      const email = 'resend@example.com';
      const { contact } = (await register(service, { email })).body;
      const caller = bearing(service.api, (await login(email, someone().password)).body);

      const answers = [];
      for (let i = 0; i < 4; i++) answers.push(await caller.post('/v1/auth/email-verification-requests'));
      const links = await linksOf({ contactId: contact.id }, 'email-verification');
      await service.db.manager.update(Contact, contact.id, { emailVerifiedAt: new Date() });
      await service.db.manager.delete(OneTimeLink, { contactId: contact.id });
      await caller.post('/v1/auth/email-verification-requests');

      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
      expect(links).toHaveLength(3);
      expect(await linksOf({ contactId: contact.id }, 'email-verification')).toEqual([]);
    });

    it('is verified by a new password, too', async () => {
      const { contact } = (await register(service, { email: 'both@example.com' })).body;
      await ask('both@example.com');

      await reset(await tokenFor({ contactId: contact.id }));

      const { emailVerifiedAt } = await service.db.manager.findOneByOrFail(Contact, { id: contact.id });
      expect(emailVerifiedAt).toBeInstanceOf(Date);
    });
  });
});
