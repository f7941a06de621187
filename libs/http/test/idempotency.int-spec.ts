import { aContact, anEmployee, type Api, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AppModule, meanwhile, ThingTaken } from './app';

describe('Idempotency-Key', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    Logger.overrideLogger(false);
    employee = await service.api.as(anEmployee());
  });

  afterEach(() => {
    meanwhile.run = async () => undefined;
  });

  afterAll(() => service.stop());

  const withKey = (api: Api = employee, key: string = randomUUID()): Api =>
    api.with({ 'idempotency-key': key });

  const countOf = async (name: string): Promise<number> => {
    const rows = await service.db.manager.query<unknown[]>('SELECT FROM things WHERE name = $1', [name]);
    return rows.length;
  };

  it('has one effect when fifty requests with one key come at once', async () => {
    const api = withKey();
    const name = randomUUID();

    const answers = await Promise.all(Array.from({ length: 50 }, () => api.post('/v1/things', { name })));

    const done = answers.filter(({ status }) => status === 201);
    const busy = answers.filter(({ status }) => status === 409);
    expect(done.length + busy.length).toBe(50);
    expect(new Set(done.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(busy.every(({ body }) => body['code'] === 'idempotency-in-progress')).toBe(true);
    expect(await countOf(name)).toBe(1);
  });

  it('replays the answer with its ETag, and says so', async () => {
    const api = withKey();

    const first = await api.post('/v1/things', { name: 'a', count: 1 });
    const again = await api.post('/v1/things', { count: 1, name: 'a' });

    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(again).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true', etag: '"1"' },
      body: first.body,
    });
  });

  it('refuses the same key with another body', async () => {
    const api = withKey();
    await api.post('/v1/things', { name: 'a' });

    expect(await api.post('/v1/things', { name: 'b' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('answers 409 while the first request is at work, and when to come back', async () => {
    const api = withKey();
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((begin) => {
      meanwhile.run = () => {
        begin();
        return new Promise<void>((resolve) => (finish = resolve));
      };
    });

    const first = api.post('/v1/things', { name: 'slow' });
    await begun;
    const second = await api.post('/v1/things', { name: 'slow' });
    finish();

    expect(second).toMatchObject({
      status: 409,
      headers: { 'retry-after': '1' },
      body: { code: 'idempotency-in-progress' },
    });
    expect(await first).toMatchObject({ status: 201 });
  });

  it('keeps a refusal and replays it as it was', async () => {
    const api = withKey();

    const first = await api.post('/v1/things', { name: 'taken' });
    meanwhile.run = () => Promise.reject(new Error('must not run again'));
    const again = await api.post('/v1/things', { name: 'taken' });

    expect(first).toMatchObject({ status: 409, body: { code: 'thing-taken' } });
    expect(again).toMatchObject({ status: 409, headers: { 'idempotency-replayed': 'true' } });
    expect({ ...again.body, traceId: '' }).toEqual({ ...first.body, traceId: '' });
    expect(await countOf('taken')).toBe(0);
  });

  it('gives a late refusal up for the answer that a faster twin left', async () => {
    const [key, twin] = [randomUUID(), randomUUID()];
    const first = await withKey(employee, twin).post('/v1/things', { name: 'twins' });
    meanwhile.run = async () => {
      await service.db.manager.query(
        `INSERT INTO idempotency_keys (principal, route, key, fingerprint, problem, body)
         SELECT principal, route, $1, fingerprint, problem, body FROM idempotency_keys WHERE key = $2`,
        [key, twin],
      );
      throw new ThingTaken();
    };

    expect(await withKey(employee, key).post('/v1/things', { name: 'twins' })).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
      body: first.body,
    });
    expect(await countOf('twins')).toBe(1);
  });

  it('leaves neither effect nor memory when the work fails before its end', async () => {
    const api = withKey();
    const name = randomUUID();
    meanwhile.run = () => Promise.reject(new Error('crash'));

    const failed = await api.post('/v1/things', { name });
    meanwhile.run = async () => undefined;

    expect(failed.status).toBe(500);
    expect(await countOf(name)).toBe(0);
    expect((await api.post('/v1/things', { name })).headers).not.toHaveProperty('idempotency-replayed');
    expect(await countOf(name)).toBe(1);
  });

  it('remembers an answer that Postgres wrote, and an empty one', async () => {
    const raw = withKey();
    const quiet = withKey();

    const answers = [
      await raw.post('/v1/things/raw', { name: 'r' }),
      await raw.post('/v1/things/raw', { name: 'r' }),
      await quiet.post('/v1/things/void', { name: 'v' }),
      await quiet.post('/v1/things/void', { name: 'v' }),
    ];

    const [first, again, empty, emptyAgain] = answers;
    expect(first).toMatchObject({ status: 201, headers: { etag: '"7"' }, body: { name: 'r', version: 7 } });
    expect(again).toMatchObject({ status: 201, headers: { etag: '"7"' }, body: { name: 'r', version: 7 } });
    expect(empty).toMatchObject({ status: 204, body: undefined });
    expect(emptyAgain).toMatchObject({
      status: 204,
      headers: { 'idempotency-replayed': 'true' },
      body: undefined,
    });
    expect([await countOf('r'), await countOf('v')]).toEqual([1, 1]);
  });

  it('is needed where money or mail moves', async () => {
    expect(await employee.post('/v1/things/paid', { name: 'p' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
    expect(await withKey().post('/v1/things/paid', { name: 'p' })).toMatchObject({ status: 201 });
  });

  it.each(['', 'two words', 'ünïcödé', 'x'.repeat(256)])('refuses the key "%s"', async (key) => {
    expect(await withKey(employee, key).post('/v1/things', { name: 'a' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-not-valid' },
    });
  });

  it('belongs to one caller: another one with the same key is not answered with what is not its own', async () => {
    const key = randomUUID();
    const name = randomUUID();
    const contact = aContact();
    const callers = [
      await service.api.as(anEmployee()),
      await service.api.as(anEmployee()),
      await service.api.as(contact),
      await service.api.as({ ...contact, customerId: randomUUID() }),
      await service.api.as({ ...contact, atShopId: randomUUID() }),
    ];

    for (const caller of callers) {
      const answer = await withKey(caller, key).post('/v1/things', { name });
      expect(answer.headers).not.toHaveProperty('idempotency-replayed');
    }
    expect(await countOf(name)).toBe(callers.length);
  });

  it('does not remember what was refused before it was begun', async () => {
    const api = withKey();

    expect(await api.post('/v1/things', { name: '' })).toMatchObject({ status: 422 });
    expect(await api.post('/v1/things', { name: 'valid' })).toMatchObject({ status: 201 });
  });
});
