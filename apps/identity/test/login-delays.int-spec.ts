import { type ApiAnswer, type TestService } from '@clientele/testing';
import { LoginLane } from '../src/login-attempts/login-lane.entity';
import { LoginLanes } from '../src/login-attempts/login-lanes.service';
import { Contact } from '../src/contacts/contact.entity';
import { OWNER, register, someone, startIdentity } from './identity';

const { password } = someone();

let service: TestService;

beforeAll(async () => {
  service = await startIdentity({ TRUSTED_PROXIES: 'loopback' });
});

afterEach(() => service.clock.setOffset(0));
afterAll(() => service.stop());

describe('the delay of log-ins', () => {
  const login = (
    email: string,
    secret: string,
    from: string,
    path = '/v1/auth/login',
  ): Promise<ApiAnswer<Record<string, unknown>>> =>
    service.api.with({ 'x-forwarded-for': from }).post(path, { email, password: secret });
  const guess = (email: string, count: number, from: (i: number) => string, path?: string) =>
    Promise.all(Array.from({ length: count }, (_, i) => login(email, `guess number ${i}`, from(i), path)));
  /** Guesses until there is a delay, and makes it the longest. */
  const attack = async (email: string, path?: string): Promise<void> => {
    await guess(email, 12, anywhere, path);
    await service.db.manager.query(
      `UPDATE login_lanes SET tries = 30, blocked_until = $1 WHERE blocked_until IS NOT NULL`,
      [new Date(Date.now() + 900_000)],
    );
  };
  const anywhere = (i: number): string => `10.${Math.trunc(i / 250)}.${i % 250}.1`;

  it('lets ten guesses of an account through, from wherever and however many at once', async () => {
    await register(service, { email: 'guessed@example.com' });

    const answers = await guess('guessed@example.com', 30, anywhere);
    const made = answers.filter(({ status }) => status === 401);
    const [refused, ...others] = answers.filter(({ status }) => status === 429);

    // The eleventh is made, and blocks those after it for a second.
    expect(made.length).toBeGreaterThanOrEqual(11);
    expect(made.length).toBeLessThanOrEqual(13);
    expect(made.length + 1 + others.length).toBe(30);
    expect(refused).toMatchObject({
      body: { code: 'too-many-logins', retryAfter: 1 },
      headers: { 'retry-after': '1' },
    });
  });

  it('grows to a quarter of an hour, and not further', async () => {
    const retries: number[] = [];
    let offset = 0;
    /** Fails when it may, and again at once; waits as long as it is told then. */
    const failTwice = async (i: number): Promise<void> => {
      expect((await login('grows@example.com', 'wrong', anywhere(i))).status).toBe(401);
      const { body } = await login('grows@example.com', 'wrong', anywhere(i));
      retries.push(Number(body['retryAfter']));
      offset += Number(body['retryAfter']) * 1_000;
      service.clock.setOffset(offset);
    };
    await guess('grows@example.com', 10, anywhere);

    for (let i = 0; i < 5; i++) await failTwice(i);
    // As if there had been four more failures. Only the lane of the account is beyond what is free.
    await service.db.manager.query('UPDATE login_lanes SET tries = tries + 4 WHERE tries = 15');
    for (let i = 5; i < 8; i++) await failTwice(i);

    expect(retries[0]).toBe(1);
    expect(retries[4]).toBeGreaterThan(12);
    expect(retries[5]).toBeGreaterThan(490);
    expect(Math.max(...retries)).toBeLessThanOrEqual(900);
    expect(Math.min(...retries.slice(-2))).toBeGreaterThan(880);
  });

  it('does not keep the owner out who logs in from where it did before', async () => {
    const email = 'owner-of-it@example.com';
    await register(service, { email });
    const home = '192.0.2.7';
    expect((await login(email, password, home)).status).toBe(200);

    await attack(email);

    expect((await login(email, password, '10.200.0.1')).status).toBe(429);
    expect((await login(email, password, home)).status).toBe(200);
    expect((await login(email, password, '10.200.0.1')).status).toBe(429);
  });

  it('is over after waiting, and a success begins anew', async () => {
    const email = 'waits@example.com';
    await register(service, { email });
    await attack(email);
    service.clock.setOffset(1_000_000);

    expect((await login(email, password, '10.1.1.1')).status).toBe(200);
    expect((await login(email, 'typo', '10.1.1.2')).status).toBe(401);
    expect((await login(email, password, '10.1.1.3')).status).toBe(200);
  });

  it('counts an address, too, which tries many accounts', async () => {
    const tryMany = async (count: number, round: string): Promise<number[]> => {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, i) => login(`${round}-${i}@example.com`, 'guess', '198.51.100.4')),
      );
      return answers.map(({ status }) => status);
    };

    const first = await tryMany(20, 'first');
    // As if sixty more had failed. Only the lane of the address has so many.
    await service.db.manager.query('UPDATE login_lanes SET tries = tries + 60 WHERE tries = 20');
    const others = await tryMany(40, 'other');

    expect(first).not.toContain(429);
    const made = others.filter((status) => status === 401).length;
    expect(made).toBeGreaterThanOrEqual(21);
    expect(made).toBeLessThanOrEqual(23);
    expect((await login('first-0@example.com', 'guess', '198.51.100.5')).status).toBe(401);
  });

  it('is shared by replicas', async () => {
    const replica = await service.replica();
    await attack('shared@example.com');

    const { statusCode } = await replica.inject({
      method: 'POST',
      url: '/v1/auth/login',
      headers: { 'x-forwarded-for': '10.3.3.3' },
      payload: { email: 'shared@example.com', password: 'guess' },
    });

    expect(statusCode).toBe(429);
  });

  it('is there for employees, too', async () => {
    await attack(OWNER.email, '/v1/auth/employees/login');

    expect((await login(OWNER.email, OWNER.password, '10.4.4.4', '/v1/auth/employees/login')).status).toBe(
      429,
    );
  });

  it('is told of in the audit log with how each try ended, and forgotten when it is of no more use', async () => {
    const { contact } = (await register(service, { email: 'Audited@example.com' })).body;
    const { manager } = service.db;
    const [email, unheard] = ['audited@example.com', 'never-heard-of@example.com'];
    await login(email, 'wrong', '10.5.5.1');
    await login(email, password, '10.5.5.2');
    await manager.update(Contact, contact.id, { enabled: false });
    await login(email, password, '10.5.5.3');
    await login(unheard, password, '10.5.5.4');

    const outcomes: object[] = await manager.query(
      `SELECT details->>'address' AS address, resource_id AS id, actor_id AS actor, details->'after' AS after
       FROM audit_entries WHERE operation = 'auth.login' AND details->>'address' LIKE '10.5.5.%' ORDER BY position`,
    );
    service.clock.setOffset(91 * 86_400_000);
    await service.app.get(LoginLanes).forget();

    const { id } = contact;
    expect(outcomes).toEqual([
      { address: '10.5.5.1', id, actor: 'anonymous', after: { email, outcome: 'wrong-password' } },
      { address: '10.5.5.2', id, actor: id, after: { email, outcome: 'succeeded' } },
      { address: '10.5.5.3', id, actor: 'anonymous', after: { email, outcome: 'disabled' } },
      { address: '10.5.5.4', id: null, actor: 'anonymous', after: { email: unheard, outcome: 'unknown' } },
    ]);
    expect(await manager.count(LoginLane)).toBe(0);
  });
});

describe('the time of a refusal', () => {
  it('does not tell whether there is an account, and of what kind', async () => {
    const { contact: off } = (await register(service, { email: 'off@example.com' })).body;
    const { contact: moved } = (await register(service, { email: 'moved@example.com' })).body;
    await register(service, { email: 'known@example.com' });
    await service.db.manager.update(Contact, off.id, { enabled: false });
    // The hash of another password, by PHP.
    await service.db.manager.update(Contact, moved.id, {
      passwordHash: '$2y$10$.vGA1O9wmRjrwAVXD98HNOgsNpDczlqm3Jq7KnEd1rVAGv3Fykk1a',
    });
    const kinds = ['unknown', 'known', 'off', 'moved'] as const;
    const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
    const login = async (kind: string, i: number): Promise<void> => {
      // Now and then a day passes, so that no delay comes between.
      service.clock.setOffset(Math.trunc(i / 8) * 25 * 3_600_000);
      const began = performance.now();
      const { status } = await service.api
        .with({ 'x-forwarded-for': `10.77.${i}.1` })
        .post('/v1/auth/login', {
          email: `${kind}@example.com`,
          password: kind === 'off' ? password : 'wrong',
        });
      times.get(kind)?.push(performance.now() - began);
      expect(status).toBe(401);
    };
    // The lower quartile: what else the machine does makes some answers slower, and none faster.
    const quartiles = (): number[] =>
      kinds.map((kind) => {
        const sorted = (times.get(kind) ?? []).toSorted((a, b) => a - b);
        return sorted[Math.trunc(sorted.length / 4)] ?? 0;
      });
    const ratio = (): number => Math.max(...quartiles()) / Math.min(...quartiles());

    // A difference that is one is there in every round; more of them only even out a busy machine.
    for (let i = 0; i < 24 && (i < 5 || ratio() >= 1.25); i++) for (const kind of kinds) await login(kind, i);

    expect(ratio()).toBeLessThan(1.25);
  }, 120_000);
});

describe('a password of a shop that was moved here', () => {
  it('is good, and its hash is replaced at the first log-in', async () => {
    const { contact } = (await register(service, { email: 'moved.here@example.com' })).body;
    // password_hash('rasmuslerdorf', PASSWORD_BCRYPT), from the manual of PHP.
    const passwordHash = '$2y$10$.vGA1O9wmRjrwAVXD98HNOgsNpDczlqm3Jq7KnEd1rVAGv3Fykk1a';
    await service.db.manager.update(Contact, contact.id, { passwordHash });
    const login = (secret: string) =>
      service.api.post('/v1/auth/login', { email: 'moved.here@example.com', password: secret });

    const wrong = await login('rasmus');
    const first = await login('rasmuslerdorf');
    const upgraded = await service.db.manager.findOneByOrFail(Contact, { id: contact.id });
    const second = await login('rasmuslerdorf');

    expect([wrong.status, first.status, second.status]).toEqual([401, 200, 200]);
    expect(upgraded.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
