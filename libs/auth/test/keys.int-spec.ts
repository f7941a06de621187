import { eventually } from '@clientele/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, knock, startApplication } from './app';
import { type Changes, Issuer } from './issuer';

const COOLDOWN_MS = 30_000;
const FRESH_MS = 10 * 60_000;

describe('the keys of access tokens', () => {
  let issuer: Issuer;
  let app: NestFastifyApplication;

  beforeEach(async () => {
    issuer = await Issuer.start();
    app = await startApplication(issuer.url);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
    await issuer.stop();
  });

  const call = async (changes?: Changes): Promise<Answer> =>
    knock(app, `Bearer ${await issuer.sign(changes)}`);
  const unknownKey = (): Promise<Answer> => call({ header: { kid: uuidv7() } });

  it('are fetched once, when the first tokens come', async () => {
    expect(issuer.asked).toBe(0);

    const answers = await Promise.all(Array.from({ length: 20 }, () => call()));

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(issuer.asked).toBe(1);
  });

  it('are fetched again for a new one, and forgotten when they are retired', async () => {
    const [old, oldUnseen] = [await issuer.sign(), await issuer.sign()];
    expect((await knock(app, `Bearer ${old}`)).status).toBe(200);
    await issuer.rotate();
    issuer.retire();
    later(COOLDOWN_MS + 1);

    expect((await call()).status).toBe(200);
    expect(await knock(app, `Bearer ${oldUnseen}`)).toMatchObject({
      status: 401,
      body: { code: 'token-not-valid' },
    });
    expect(issuer.asked).toBe(2);
  });

  it('are all accepted while several are published', async () => {
    const old = await issuer.sign();
    await issuer.rotate();

    expect((await call()).status).toBe(200);
    expect((await knock(app, `Bearer ${old}`)).status).toBe(200);
    expect(issuer.asked).toBe(1);
  });

  it('are waited for by every token that needs a new one, not only by the first', async () => {
    await call();
    await issuer.rotate();
    later(COOLDOWN_MS + 1);
    const answer = holdBack(issuer);

    const first = call();
    await eventually(() => expect(issuer.asked).toBe(2));
    const second = call();
    await passes();
    answer();

    expect([(await first).status, (await second).status]).toEqual([200, 200]);
  });

  it('are not asked for again and again for the sake of keys that nobody has', async () => {
    await call();
    later(COOLDOWN_MS + 1);

    const flood = await Promise.all(Array.from({ length: 50 }, unknownKey));
    for (let i = 0; i < 10; i++) flood.push(await unknownKey());

    expect(flood.map(({ status }) => status)).toEqual(flood.map(() => 401));
    expect(issuer.asked).toBe(2);
    later(COOLDOWN_MS + 1);
    await unknownKey();
    expect(issuer.asked).toBe(3);
    expect((await call()).status).toBe(200);
  });

  it('are refreshed in the background when they are old', async () => {
    const oldUnseen = await issuer.sign({ claims: { exp: 2_000_000_000_000 } });
    await call();
    await issuer.rotate();
    issuer.retire();
    later(FRESH_MS + 1);
    const answer = holdBack(issuer);

    // Its key was known a moment ago: nobody waits for a fetch.
    expect((await knock(app, `Bearer ${oldUnseen}`)).status).toBe(200);
    answer();

    await eventually(async () => expect((await call()).status).toBe(200));
    expect(issuer.asked).toBe(2);
  });

  it('go on being used while identity is away, however long', async () => {
    await call();
    issuer.meanwhile = () => Promise.reject(new Error('away'));

    for (let i = 0; i < 3; i++) {
      later(FRESH_MS + 1);
      expect((await call()).status).toBe(200);
      await eventually(() => expect(issuer.asked).toBe(2 + i));
    }
    expect((await unknownKey()).body).toMatchObject({ status: 401, code: 'token-not-valid' });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['no list', '{}'],
    ['an empty list', '{"keys":[]}'],
    ['a key that is none', '{"keys":[{"kty":"EC","crv":"P-256","kid":"a"}]}'],
    ['secrets for HMAC', '{"keys":[{"kty":"oct","k":"AAAA","kid":"a"}]}'],
  ])('are kept when identity answers %s', async (_, instead) => {
    await call();
    issuer.instead = instead;
    later(FRESH_MS + 1);

    await call();
    await eventually(() => expect(issuer.asked).toBe(2));
    await passes();

    expect((await call()).status).toBe(200);
  });

  it('are the fault of the shop and not of the caller when there was never any', async () => {
    issuer.meanwhile = () => Promise.reject(new Error('away'));

    const answer = await call();

    expect(answer).toMatchObject({ status: 503, body: { code: 'keys-unavailable' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers).not.toHaveProperty('www-authenticate');
    issuer.meanwhile = async () => undefined;
    expect((await call()).status).toBe(200);
  });
});

/** Moves the time of the process, further with each call. */
function later(milliseconds: number): void {
  const before = Date.now.bind(Date);
  const moved = before() + milliseconds - performance.now();
  jest.spyOn(Date, 'now').mockImplementation(() => Math.floor(moved + performance.now()));
}

/** Lets the issuer answer no more until the returned function is called. */
function holdBack(issuer: Issuer): () => void {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  issuer.meanwhile = () => held;
  return answer;
}

/** Whatever needs no answer from outside has happened. */
const passes = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};
