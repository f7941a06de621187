import { aContact, anOperator, freePort } from '@clientele/testing';
import { TestGateway } from './test-gateway';

describe('GET /v1/ops/status', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });

  afterAll(() => gateway.stop());

  const statusFor = async (principal = anOperator()): Promise<Response> =>
    gateway.fetch('/v1/ops/status', {
      headers: { authorization: `Bearer ${await gateway.tokens.sign(principal)}` },
    });

  it('shows what each service says of itself, and names those that cannot', async () => {
    const { groups, orders, support } = gateway.services;
    groups.answerWith((_request, response) =>
      response.end('{"service":"groups","version":"1.2.3","outbox":{}}'),
    );
    orders.answerWith(() => undefined);
    support.answerWith((_request, response) =>
      response.writeHead(503).end('{"code":"database-unavailable"}'),
    );

    const answer = await statusFor();

    expect(await answer.json()).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      brokerConnected: true,
      services: [
        { service: 'identity' },
        { service: 'groups', reachable: true, version: '1.2.3', status: { outbox: {} }, problem: null },
        { service: 'orders', reachable: false, status: null, problem: 'service-too-slow' },
        { service: 'support', reachable: true, status: null, problem: 'database-unavailable' },
      ],
      unavailable: ['orders', 'support'],
    });
  });

  it('asks in the name of the caller', async () => {
    const asked = new Promise<string | undefined>((resolve) => {
      gateway.services.groups.answerWith((request, response) => {
        resolve(request.headers.authorization);
        response.end('{}');
      });
    });

    await statusFor();

    expect(await asked).toMatch(/^Bearer ey/);
  });

  it('is for employees with the permission only', async () => {
    const reader = anOperator({ permissions: new Set(['groups:read']) });

    expect((await gateway.fetch('/v1/ops/status')).status).toBe(401);
    expect((await statusFor(reader)).status).toBe(403);
    expect(
      (await gateway.fetch('/v1/ops/status', { headers: { authorization: 'Bearer a.b.c' } })).status,
    ).toBe(401);
  });

  it('refuses a contact', async () => {
    const token = await gateway.tokens.sign(aContact());

    const answer = await gateway.fetch('/v1/ops/status', { headers: { authorization: `Bearer ${token}` } });

    expect(answer.status).toBe(403);
  });

  it('needs no service to be there', async () => {
    const alone = await TestGateway.start({ ORDERS_URL: `http://127.0.0.1:${await freePort()}` });

    const { status } = await alone.fetch('/v1/ops/status', {
      headers: { authorization: `Bearer ${await alone.tokens.sign(anOperator())}` },
    });
    await alone.stop();

    expect(status).toBe(200);
  });
});
