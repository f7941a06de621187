import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { RateLimiter } from '@clientele/http';
import { aContact, anEmployee, Api, type ApiAnswer, eventually, TestService } from '@clientele/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app';

const LIMIT = 20;
const STOREFRONT = 'https://shop.example.com';
const MINUTE = 60_000;
const REFUSED = {
  status: 429,
  headers: { 'retry-after': expect.stringMatching(/^([1-9]|[1-5]\d|60)$/) },
  body: { status: 429, code: 'too-many-requests', title: 'Too many requests', traceId: expect.any(String) },
};

describe('the limit of requests', () => {
  let service: TestService;
  let replicas: readonly NestFastifyApplication[];
  let one: Api;
  let other: Api;
  let window = Math.ceil(Date.now() / MINUTE);
  let lastAddress = 0;

  beforeAll(async () => {
    const environment = {
      ...{ RATE_LIMIT_PER_MINUTE: String(LIMIT), STRICT_RATE_LIMIT_PERCENT: '100', CORS_ORIGINS: STOREFRONT },
    };
    service = await TestService.start({ module: AppModule, environment });
    const replica = await service.replica();
    replicas = [service.app, replica];
    one = service.api;
    other = new Api(replica, service.tokens);
  });

  beforeEach(() => beginNextWindow());

  afterAll(() => service.stop());

  const beginNextWindow = (): void => {
    window++;
    for (const app of replicas) app.get(Clock).setOffset(window * MINUTE - Date.now());
  };
  // The time moves on by minutes here, and tokens of tests are short-lived.
  const as = async (principal: Principal, api = one): Promise<Api> =>
    api.with({ authorization: `Bearer ${await service.tokens.sign(principal, '1h')}` });
  const from = (api: Api, address: string): Api => api.with({ 'x-forwarded-for': address });
  const newAddress = (): string => `198.51.100.${++lastAddress}`;
  const statuses = async (times: number, call: () => Promise<ApiAnswer<unknown>>): Promise<number[]> => {
    const answers = await Promise.all(Array.from({ length: times }, call));
    return answers.map(({ status }) => status).toSorted((a, b) => a - b);
  };
  const many = (status: number, times = LIMIT): number[] => Array.from({ length: times }, () => status);

  it('holds for a caller from wherever, and is over with the minute', async () => {
    const caller = await as(anEmployee());
    const somebodyElse = await as(anEmployee());

    expect(await statuses(LIMIT, () => from(caller, newAddress()).get('/v1/things'))).toEqual(many(200));
    expect(await caller.get('/v1/things')).toMatchObject(REFUSED);
    expect(await somebodyElse.get('/v1/things')).toMatchObject({ status: 200 });

    beginNextWindow();
    expect(await caller.get('/v1/things')).toMatchObject({ status: 200 });
  });

  it('does not count what browsers ask before a call, and lets them read what it refuses', async () => {
    const address = newAddress();
    const headers = { origin: STOREFRONT, 'x-forwarded-for': address };
    const asked = { ...headers, 'access-control-request-method': 'POST' };
    const preflights = await Promise.all(
      many(0, LIMIT + 1).map(() =>
        service.app.inject({ method: 'OPTIONS', url: '/v1/things', headers: asked }),
      ),
    );

    expect(preflights.map(({ statusCode }) => statusCode)).toEqual(many(204, LIMIT + 1));
    expect(await one.with(headers).get('/v1/things')).toMatchObject({
      status: 401,
      headers: { 'access-control-allow-origin': STOREFRONT },
    });
  });

  it('is shared by replicas', async () => {
    const employee = anEmployee();
    const [here, there] = [await as(employee), await as(employee, other)];
    await statuses(LIMIT - 5, () => here.get('/v1/things'));
    let calls = 0;

    await eventually(async () => {
      for (const app of replicas) await app.get(RateLimiter).share();
      calls++;
      expect(await there.get('/v1/things')).toMatchObject(REFUSED);
    });

    expect(calls).toBeLessThan(LIMIT / 2);
  });

  it('holds for an address without token, and for the rest of its IPv6 network', async () => {
    const [address, neighbour] = ['2001:db8:1:2::1', '2001:db8:1:2:3::4'];

    expect(await statuses(LIMIT, () => from(one, address).get('/v1/things'))).toEqual(many(401));
    expect(await from(one, neighbour).get('/v1/things')).toMatchObject(REFUSED);
    expect(await from(one, newAddress()).get('/v1/things')).toMatchObject({ status: 401 });
  });

  it('holds for an address that tries tokens, but not for those there who have one', async () => {
    const address = newAddress();
    const expired = await service.tokens.sign(anEmployee(), '-1h');
    const tokens = ['Bearer a.b.c', 'Bearer', `Bearer ${expired}`];
    let tries = 0;
    const tryNext = (): Promise<ApiAnswer<unknown>> =>
      from(one.with({ authorization: tokens[tries++ % tokens.length] ?? '' }), address).get('/v1/things');

    expect(await statuses(LIMIT, tryNext)).toEqual(many(401));
    expect(await tryNext()).toMatchObject(REFUSED);
    expect(await from(await as(anEmployee()), address).get('/v1/things')).toMatchObject({ status: 200 });
  });

  it('holds for a caller who tries what is not allowed', async () => {
    const contact = await as(aContact());

    expect(await statuses(LIMIT, () => contact.get('/v1/things'))).toEqual(many(403));
    expect(await contact.get('/v1/things')).toMatchObject(REFUSED);
  });

  it('leaves out probes, whatever token they send', async () => {
    const probe = from(one.with({ authorization: 'Bearer a.b.c' }), newAddress());

    expect(await statuses(LIMIT + 5, () => probe.get('/health/ready'))).toEqual(many(200, LIMIT + 5));
  });

  it('where it is strict, is exact on all replicas together, per address and operation', async () => {
    const address = newAddress();
    let calls = 0;
    const call = (): Promise<ApiAnswer<unknown>> =>
      from(calls++ % 2 ? one : other, address).post('/v1/things/public', { name: 'cup' });

    expect(await statuses(8, call)).toEqual([...many(201, 3), ...many(429, 5)]);
    expect(await call()).toMatchObject(REFUSED);
    expect(await from(one, address).get('/v1/things')).toMatchObject({ status: 401 });
    expect(await from(one, newAddress()).post('/v1/things/public', { name: 'cup' })).toMatchObject({
      status: 201,
    });

    beginNextWindow();
    expect(await call()).toMatchObject({ status: 201 });
  });
});
