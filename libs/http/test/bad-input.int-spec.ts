import { anEmployee, type ApiAnswer, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { AppModule } from './app';

type Problem = Record<string, unknown>;

describe('bad input', () => {
  let service: TestService;
  let authorization: string;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    Logger.overrideLogger(false);
    authorization = `Bearer ${await service.tokens.sign(anEmployee())}`;
    await service.app.listen(0, '127.0.0.1');
  });

  afterAll(() => service.stop());

  const send = async (
    payload: string | Buffer | undefined,
    {
      method = 'POST',
      url = '/v1/things',
      type = 'application/json',
    }: { method?: 'POST' | 'PATCH'; url?: string; type?: string } = {},
  ): Promise<ApiAnswer<Problem>> => {
    const headers = { authorization, 'if-match': '"3"', 'content-type': type };
    const answer = await service.app.inject({ method, url, payload, headers });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? {} : (JSON.parse(answer.body) as Problem),
    };
  };
  const get = async (url: string): Promise<ApiAnswer<Problem>> => {
    const answer = await service.app.inject({ method: 'GET', url, headers: { authorization } });
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) as Problem };
  };
  const deep = (levels: number): string => `${'{"name":'.repeat(levels)}1${'}'.repeat(levels)}`;

  it.each([
    ['malformed JSON', '{"name":', 400, 'body-malformed'],
    ['no body', '', 400, 'body-malformed'],
    ['an array', '[]', 422, 'validation-failed'],
    ['null', 'null', 422, 'validation-failed'],
    ['a number', '1', 422, 'validation-failed'],
    ['too large', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'body-too-large'],
    ['prototype pollution', '{"__proto__":{"admin":true},"name":"a"}', 400, 'body-malformed'],
    ['constructor pollution', '{"constructor":{"prototype":{"x":1}},"name":"a"}', 400, 'body-malformed'],
    ['a number beyond all numbers', '{"name":"a","count":1e400}', 422, 'validation-failed'],
    ['a number beyond all integers', '{"name":"a","count":99999999999999999999}', 422, 'validation-failed'],
    ['a NUL character', '{"name":"a\\u0000b"}', 422, 'validation-failed'],
    ['half a character', '{"name":"\\ud800"}', 201, undefined],
    ['some nesting', deep(30), 422, 'validation-failed'],
    ['endless nesting', deep(100_000), 400, 'body-malformed'],
    ['endless lists', `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 422, 'validation-failed'],
    ['a member called like a method', '{"name":"a","hasOwnProperty":1}', 422, 'validation-failed'],
    ['a member called then', '{"name":"a","then":1}', 422, 'validation-failed'],
    ['a part that is none', '{"name":"a","parts":[1]}', 422, 'validation-failed'],
    ['a part that is null', '{"name":"a","parts":[null]}', 422, 'validation-failed'],
    ['a part that is a list', '{"name":"a","parts":[[]]}', 422, 'validation-failed'],
    ['parts that are an object', '{"name":"a","parts":{"0":{"label":"a"}}}', 422, 'validation-failed'],
  ])('answers %s precisely', async (_, body, status, code) => {
    const answer = await send(body);

    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    if (status !== 201) expectProblem(answer);
  });

  it.each([
    ['text/plain', '{"name":"a"}'],
    ['application/x-www-form-urlencoded', 'name=a'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/xml', '<name/>'],
    ['nonsense', '{}'],
  ])('refuses the media type %s', async (type, body) => {
    const answer = await send(body, { type });

    expect(answer).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
    expectProblem(answer);
  });

  it('takes merge patches, with the same care', async () => {
    const type = 'application/merge-patch+json';
    const url = '/v1/things/0198c0de-0000-7000-8000-000000000010';

    expect(await send('{"name":"b"}', { method: 'PATCH', url, type })).toMatchObject({
      status: 200,
      body: { name: 'b', version: 4 },
    });
    expect(await send('{"name":', { method: 'PATCH', url, type })).toMatchObject({ status: 400 });
    expect(await send('{"__proto__":{"a":1}}', { method: 'PATCH', url, type })).toMatchObject({
      status: 400,
    });
  });

  it('points to every wrong field, however deep', async () => {
    const answer = await send('{"name":"","parts":[{"label":"ok"},{"label":"","colour":1}],"a/b~c":1}');

    expect(answer.status).toBe(422);
    expect(
      (answer.body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [
        pointer,
        code,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['/name', 'is-length'],
        ['/parts/1/label', 'is-length'],
        ['/parts/1/colour', 'unknown-field'],
        ['/a~1b~0c', 'unknown-field'],
      ]),
    );
  });

  it('takes ids in capitals for the same', async () => {
    const id = '0198c0de-0000-7000-8000-0000000000ab';

    expect(await get(`/v1/things/${id.toUpperCase()}`)).toMatchObject({ status: 200, body: { id } });
  });

  it('takes nothing for a body class without fields', async () => {
    expect(await send('{"a":1}', { url: '/v1/things/nothing' })).toMatchObject({ status: 422 });
  });

  it.each([
    ['/v1/things?limit=0', 422],
    ['/v1/things?limit=201', 422],
    ['/v1/things?limit=1.5', 422],
    ['/v1/things?limit=', 422],
    ['/v1/things?limit=1&limit=2', 422],
    ['/v1/things?limit[]=1', 422],
    ['/v1/things?sort=a&sort=b', 422],
    ['/v1/things?colour=green', 422],
    ['/v1/things?colour=red&colour=blue', 422],
    ['/v1/things?active=maybe', 422],
    ['/v1/things?color=red', 422],
    ['/v1/things?__proto__=x', 422],
    ['/v1/things?constructor=x', 422],
    ['/v1/things?toString=x', 422],
    ['/v1/things/echo?verbose=true', 422],
    ['/v1/things?limit=10&colour=red&active=true&count=false', 200],
    ['/v1/things/not-a-uuid', 422],
    [`/v1/things/${'x'.repeat(500)}`, 414],
    ['/v1/things/%zz', 400],
    ['/v1/things/%00', 422],
    ['/v1/things/%2e%2e%2f', 422],
    ['/v1/nowhere', 404],
    ['/nowhere', 404],
  ])('answers GET %s with %i', async (url, status) => {
    const answer = await get(url);

    expect(answer.status).toBe(status);
    if (status !== 200) expectProblem(answer);
  });

  it('answers a method that a path does not have', async () => {
    const answer = await service.app.inject({ method: 'PUT', url: '/v1/things', headers: { authorization } });

    expect(answer.statusCode).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'route-not-found' });
  });

  it.each(["SELECT '2026-01-01 10:00+99'::timestamptz", "SELECT 'now-ish'::timestamptz", "SELECT 'x'::uuid"])(
    'answers for a value that the database does not take: %s',
    async (name) => {
      expect(await send(JSON.stringify({ name }), { url: '/v1/things/sql' })).toMatchObject({
        status: 422,
        body: { code: 'validation-failed' },
      });
    },
  );

  it('says nothing of what is inside when it fails', async () => {
    const bug = await send('{}', { url: '/v1/things/bug' });
    const sql = await send('{"name":"SELECT secret FROM nothing"}', { url: '/v1/things/sql' });

    for (const answer of [bug, sql]) {
      expect(answer.status).toBe(500);
      expectProblem(answer);
      expect(Object.keys(answer.body).toSorted()).toEqual(['code', 'status', 'title', 'traceId', 'type']);
    }
  });

  it.each([
    [undefined, 428, 'version-required'],
    ['"2"', 412, 'version-stale'],
    ['"3"', 200, undefined],
    ['W/"3"', 200, undefined],
    ['3', 412, 'version-stale'],
    ['*', 412, 'version-stale'],
    ['"3", "4"', 412, 'version-stale'],
    ['"99999999999999999999"', 412, 'version-stale'],
    ['"-1"', 412, 'version-stale'],
  ])('answers If-Match: %s with %i', async (ifMatch, status, code) => {
    const answer = await service.app.inject({
      method: 'PATCH',
      url: '/v1/things/0198c0de-0000-7000-8000-000000000010',
      payload: { name: 'b' },
      headers: { authorization, ...(ifMatch && { 'if-match': ifMatch }) },
    });

    expect(answer.statusCode).toBe(status);
    expect((JSON.parse(answer.body) as Problem)['code']).toBe(code);
    if (status === 200) expect(answer.headers['etag']).toBe('"4"');
  });

  it('tells every answer a trace id of its own', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await get('/v1/nowhere')).body['traceId']));

    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => /^[0-9a-f-]{32,36}$/.test(String(id)))).toBe(true);
  });

  describe('on the wire', () => {
    const port = (): number => (service.app.getHttpServer().address() as AddressInfo).port;

    it('answers headers that are too large with a problem', async () => {
      const answer = await new Promise<{ status?: number; type?: string }>((resolve, reject) => {
        httpRequest(
          { port: port(), path: '/v1/things', headers: { 'x-large': 'x'.repeat(20_000) } },
          (response) => {
            response.resume();
            resolve({ status: response.statusCode, type: response.headers['content-type'] });
          },
        )
          .on('error', reject)
          .end();
      });

      expect(answer).toEqual({ status: 431, type: 'application/problem+json; charset=utf-8' });
    });

    it('answers what is no HTTP with a problem', async () => {
      const text = await new Promise<string>((resolve, reject) => {
        let received = '';
        connect(port(), '127.0.0.1')
          .setEncoding('utf8')
          .on('data', (data: string) => (received += data))
          .on('end', () => resolve(received))
          .on('error', reject)
          .write('GET / HTTP/9.9\r\n\r\n');
      });

      expect(text).toContain('HTTP/1.1 400');
      expect(text).toContain('application/problem+json');
    });
  });
});

function expectProblem({ status, headers, body }: ApiAnswer<Problem>): void {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ status, title: expect.any(String), traceId: expect.any(String) });
  expect(JSON.stringify(body)).not.toMatch(/\bat \S+ \(|node_modules|SELECT|secret/);
}
