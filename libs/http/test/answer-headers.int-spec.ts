import { Lifecycle } from '@clientele/http';
import { anEmployee, type Api, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from './app';

describe('the headers of an answer', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    employee = await service.api.as(anEmployee());
  });

  afterAll(() => service.stop());

  it('keep browsers on the safe side and answers out of caches, failures too', async () => {
    const answers = [await employee.get(`/v1/things/${uuidv7()}`), await service.api.get('/v1/nowhere')];

    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'strict-transport-security': expect.any(String),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
      });
    }
  });

  it('name the version of a single resource as its ETag, also of one that Postgres has written', async () => {
    const one = await employee.get(`/v1/things/${uuidv7()}`);
    const raw = await employee.post('/v1/things/raw', { name: 'cup' });
    const list = await employee.get('/v1/things');

    expect([one.headers['etag'], raw.headers['etag'], list.headers['etag']]).toEqual([
      '"3"',
      '"7"',
      undefined,
    ]);
  });

  it('end the connection while the process drains', async () => {
    service.app.get(Lifecycle).drain();

    const { headers } = await employee.get('/v1/things');

    expect(headers['connection']).toBe('close');
  });
});
