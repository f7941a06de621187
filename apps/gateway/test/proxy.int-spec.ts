import { ROUTES } from '@clientele/contracts';
import { freePort } from '@clientele/testing';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { type Echo } from './stub-service';
import { TestGateway } from './test-gateway';

const STOREFRONT = 'https://shop.example.com';

describe('the proxy', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start({ CORS_ORIGINS: `${STOREFRONT},https://other.example.com` });
  });

  afterAll(() => gateway.stop());

  const echo = async (path: string, init?: RequestInit): Promise<Echo> =>
    (await (await gateway.fetch(path, init)).json()) as Echo;

  const owned = (['groups', 'orders', 'support'] as const).flatMap((service) =>
    ROUTES[service].map((segment): [string, string] => [segment, service]),
  );

  it.each(owned)('takes /v1/%s to %s', async (segment, service) => {
    expect(await echo(`/v1/${segment}`)).toMatchObject({ service, url: `/v1/${segment}` });
    expect(await echo(`/v1/${segment}/7/x?a=%2F&a=2`)).toMatchObject({
      service,
      url: `/v1/${segment}/7/x?a=%2F&a=2`,
    });
  });

  it('takes operators to the service they name, and keys to identity', async () => {
    expect(await echo('/v1/ops/orders/dead-letters')).toMatchObject({ service: 'orders' });
    expect(await (await gateway.fetch('/.well-known/jwks.json')).json()).toMatchObject({
      keys: [expect.objectContaining({ alg: 'ES256' })],
    });
  });

  it.each(['/v1', '/v1/no-such-thing', '/v1/groupsx', '/v1/ops/gateway/status', '/groups', '//v1/groups'])(
    'knows nothing at %s',
    async (path) => {
      const answer = await fetch(`${gateway.url}${path}`);

      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await answer.json()).toMatchObject({ code: 'route-not-found' });
    },
  );

  it('says which service answered and how long it took', async () => {
    const { headers } = await gateway.fetch('/v1/groups');

    expect(headers.get('x-clientele-service')).toBe('groups');
    expect(headers.get('server-timing')).toMatch(/^groups;dur=\d+\.\d$/);
  });

  it('lets the pages of storefronts call, without credentials of the browser, and nobody else', async () => {
    const asking = (origin: string, method: string) =>
      gateway.fetch('/v1/orders', {
        method,
        headers: {
          origin,
          ...(method === 'OPTIONS' && {
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization,content-type,idempotency-key',
          }),
        },
      });
    const [preflight, answer] = [await asking(STOREFRONT, 'OPTIONS'), await asking(STOREFRONT, 'GET')];
    const [strange, unread] = [await asking('https://evil.example', 'OPTIONS'), await asking('null', 'GET')];

    expect([preflight.status, preflight.headers.get('x-clientele-service')]).toEqual([204, null]);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': STOREFRONT,
      'access-control-allow-methods': expect.stringContaining('PATCH'),
      'access-control-allow-headers': 'authorization,content-type,idempotency-key',
      'access-control-max-age': '7200',
      vary: expect.stringContaining('Origin'),
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(STOREFRONT);
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
    for (const { headers } of [preflight, answer])
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    for (const { headers } of [strange, unread])
      expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells the service who asked, and nothing the client made up', async () => {
    const { headers } = await echo('/v1/groups', {
      headers: { authorization: 'Bearer x', 'x-forwarded-for': '203.0.113.9', forwarded: 'for=1.1.1.1' },
    });

    expect(headers).toMatchObject({
      authorization: 'Bearer x',
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(gateway.url).host,
    });
    expect(headers['forwarded']).toBeUndefined();
  });

  it('passes a large body on as it comes, whatever its type', async () => {
    const body = randomBytes(8 * 1024 * 1024);
    gateway.services.orders.answerWith((incoming, response) => {
      const hash = createHash('sha256');
      incoming
        .on('data', (chunk: Buffer) => hash.update(chunk))
        .on('end', () => response.end(hash.digest('hex')));
    });

    for (const type of ['application/json', 'application/octet-stream', 'text/csv']) {
      const answer = await gateway.fetch('/v1/products', {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
      expect(await answer.text()).toBe(createHash('sha256').update(body).digest('hex'));
    }
  });

  it('passes an answer on as it is', async () => {
    gateway.services.groups.answerWith((_request, response) => {
      response.writeHead(412, {
        'content-type': 'application/problem+json',
        etag: '"7"',
        'set-cookie': ['a=1', 'b=2'],
        'keep-alive': 'timeout=1',
      });
      response.end('{"code":"version-stale"}');
    });

    const answer = await gateway.fetch('/v1/groups/1', { method: 'PATCH', body: '{}' });

    expect(answer.status).toBe(412);
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.json()).toEqual({ code: 'version-stale' });
  });

  it.each([204, 304])('passes %d on, which has no body', async (status) => {
    gateway.services.groups.answerWith((_request, response) => response.writeHead(status).end());

    const answer = await gateway.fetch('/v1/groups/1', { method: 'DELETE' });

    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
  });

  it('lets a service refuse a body it has not read', async () => {
    gateway.services.support.answerWith((_request, response) => {
      response.writeHead(413).end('{"code":"body-too-large"}');
    });

    const answer = await gateway.fetch('/v1/attachments', {
      method: 'POST',
      body: randomBytes(4 * 1024 * 1024),
    });

    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ code: 'body-too-large' });
  });

  it('answers 504 when a service takes too long', async () => {
    gateway.services.orders.answerWith(() => undefined);

    const answer = await gateway.fetch('/v1/orders');

    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({ code: 'service-too-slow', service: 'orders', status: 504 });
  });

  it('tells the service when the client has gone', async () => {
    const gone = new Promise<void>((resolve) => {
      gateway.services.orders.answerWith((incoming) => void incoming.once('close', resolve));
    });
    const asked = new Promise<void>((resolve) => {
      const client = request(`${gateway.url}/v1/orders`).on('error', () => resolve());
      client.end(() => setImmediate(() => client.destroy()));
    });

    await asked;

    await expect(gone).resolves.toBeUndefined();
  });

  it('breaks off an answer that breaks off', async () => {
    gateway.services.orders.answerWith((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"half":');
      setImmediate(() => response.destroy());
    });

    await expect(gateway.fetch('/v1/orders').then((answer) => answer.text())).rejects.toThrow();
  });

  it('asks again on a new connection when the kept one was closed meanwhile', async () => {
    let refusals = 0;
    gateway.services.support.answerWith((incoming, response) => {
      if (refusals++ === 0) incoming.socket.destroy();
      else response.end('here');
    });

    expect(await (await gateway.fetch('/v1/threads')).text()).toBe('here');
  });

  it('never sends twice what may have been done', async () => {
    let received = 0;
    gateway.services.support.answerWith((incoming) => {
      received++;
      incoming.socket.destroy();
    });

    const answer = await gateway.fetch('/v1/threads', { method: 'POST', body: '{}' });

    expect(answer.status).toBe(503);
    expect(received).toBe(1);
  });

  it('answers HEAD without a body', async () => {
    gateway.services.support.answerWith((_request, response) =>
      response.setHeader('x-here', '1').end('body'),
    );

    const [answer] = (await once(
      request(`${gateway.url}/v1/threads`, { method: 'HEAD' }).end(),
      'response',
    )) as [IncomingMessage];
    answer.resume();

    expect(answer.headers['x-here']).toBe('1');
  });
});

describe('the proxy before a service that is down', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start({ GROUPS_URL: `http://127.0.0.1:${await freePort()}` });
  });

  afterAll(() => gateway.stop());

  it('answers 503 and when to come back, while the others work', async () => {
    const answer = await gateway.fetch('/v1/groups', { method: 'POST', body: '{}' });
    const other = await gateway.fetch('/v1/orders');

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ code: 'service-unavailable', service: 'groups' });
    expect(other.status).toBe(200);
  });

  it('takes no harm from a large body that nobody reads', async () => {
    const init = { method: 'POST', body: randomBytes(8 * 1024 * 1024) };

    const answers = await Promise.all(Array.from({ length: 8 }, () => gateway.fetch('/v1/groups', init)));
    const after = await gateway.fetch('/v1/orders', { method: 'POST', body: '{}' });

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 503));
    expect(after.status).toBe(200);
  });

  it('leaves its operations out of the document, and says so', async () => {
    const document = (await (await gateway.fetch('/openapi.json')).json()) as { 'x-unavailable': string[] };

    expect(document['x-unavailable']).toContain('groups');
  });

  it('is ready all the same', async () => {
    expect((await gateway.fetch('/health/ready')).status).toBe(200);
  });
});
