import type { TestService } from '@clientele/testing';
import { Contact } from '../src/contacts/contact.entity';
import { ContactLink } from '../src/contacts/contact-link.entity';
import { Customer } from '../src/customers/customer.entity';
import { RefreshToken } from '../src/sessions/refresh-token.entity';
import { bearing, register, type Registration, someone, startListening, type Tokens } from './identity';

describe('POST /v1/auth/refresh', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startListening();
  });

  afterEach(() => service.clock.setOffset(0));

  afterAll(() => service.stop());

  const refresh = (refreshToken: string) => service.api.post<Tokens>('/v1/auth/refresh', { refreshToken });

  const loggedIn = async (): Promise<Tokens & Registration> => {
    const { email, password } = someone();
    const { body: registration } = await register(service, { email });
    const { body } = await service.api.post<Tokens>('/v1/auth/login', { email, password });
    return { ...body, ...registration };
  };

  const minutes = (count: number) => service.clock.setOffset(count * 60_000);

  it('gives new tokens time after time', async () => {
    let tokens: Tokens = await loggedIn();

    for (let i = 1; i <= 3; i++) {
      minutes(i * 5);
      const { status, body } = await refresh(tokens.refreshToken);
      expect(status).toBe(200);
      expect(body.refreshToken).not.toBe(tokens.refreshToken);
      tokens = body;
    }

    expect(await bearing(service.api, tokens).get('/v1/me')).toMatchObject({ status: 200 });
  });

  it('does not mind an expired access token being sent along', async () => {
    const tokens = await loggedIn();
    minutes(6);

    const answer = await bearing(service.api, tokens).post('/v1/auth/refresh', {
      refreshToken: tokens.refreshToken,
    });

    expect(await bearing(service.api, tokens).get('/v1/me')).toMatchObject({ status: 401 });
    expect(answer.status).toBe(200);
  });

  it('gives two that refresh at once the same successor, and both go on', async () => {
    const { refreshToken } = await loggedIn();

    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));
    const next = await refresh(answers[0]?.body.refreshToken ?? '');

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
    expect(next.status).toBe(200);
  });

  it('ends the session when a used token comes back after the moment of grace', async () => {
    const { refreshToken } = await loggedIn();
    const { body: successor } = await refresh(refreshToken);
    minutes(1);

    const reused = await refresh(refreshToken);
    const afterwards = await refresh(successor.refreshToken);

    expect(reused).toMatchObject({ status: 401, body: { code: 'refresh-token-not-valid' } });
    expect(afterwards).toMatchObject({ status: 401, body: { code: 'refresh-token-not-valid' } });
  });

  it('ends the session at once when a token is older than the one before', async () => {
    const { refreshToken } = await loggedIn();
    const { body: second } = await refresh(refreshToken);
    const { body: third } = await refresh(second.refreshToken);

    expect(await refresh(refreshToken)).toMatchObject({ status: 401 });
    expect(await refresh(third.refreshToken)).toMatchObject({ status: 401 });
  });

  it('does not let somebody end a session who only knows its name', async () => {
    const { refreshToken } = await loggedIn();
    const forged = Buffer.from(refreshToken, 'base64url');
    forged.fill(7, 20);

    expect(await refresh(forged.toString('base64url'))).toMatchObject({ status: 401 });
    expect(await refresh(refreshToken)).toMatchObject({ status: 200 });
  });

  it.each(['nonsense', 'AAAA', '!'.repeat(70), 'A'.repeat(70)])('refuses %s', async (token) => {
    expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'refresh-token-not-valid' } });
  });

  it('ends after a week without use', async () => {
    const { refreshToken } = await loggedIn();
    minutes(7 * 24 * 60 + 1);

    expect(await refresh(refreshToken)).toMatchObject({ status: 401 });
  });

  it('keeps only a hash of the token', async () => {
    const { refreshToken } = await loggedIn();
    const secret = Buffer.from(refreshToken, 'base64url').subarray(20);

    const rows = await service.db.manager.find(RefreshToken);

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ hash }) => hash.equals(secret))).toEqual([]);
  });

  it('stops when the contact or its customer is switched off, or the link is removed', async () => {
    const [disabled, off, unlinked] = [await loggedIn(), await loggedIn(), await loggedIn()];
    await service.db.manager.update(Contact, disabled.contact.id, { enabled: false });
    await service.db.manager.update(Customer, off.customer.id, { enabled: false });
    await service.db.manager.delete(ContactLink, { contactId: unlinked.contact.id });

    for (const { refreshToken } of [disabled, off, unlinked])
      expect(await refresh(refreshToken)).toMatchObject({ status: 401 });
  });

  it('is over after logging out, which may be repeated', async () => {
    const { refreshToken } = await loggedIn();

    const first = await service.api.post('/v1/auth/logout', { refreshToken });
    const again = await service.api.post('/v1/auth/logout', { refreshToken });

    expect([first.status, again.status]).toEqual([204, 204]);
    expect(await refresh(refreshToken)).toMatchObject({ status: 401 });
  });
});
