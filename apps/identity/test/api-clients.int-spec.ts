import type { Api, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { bearing, OWNER, startListening, type Tokens } from './identity';

interface Secret {
  readonly id: string;
  readonly clientSecret: string;
  readonly version: number;
}

interface Token {
  readonly access_token: string;
  readonly scope: string;
}

const HOUR_MS = 3_600_000;

describe('API clients', () => {
  let service: TestService;
  let owner: Api;

  beforeAll(async () => {
    service = await startListening();
    const { body } = await service.api.post<Tokens>('/v1/auth/employees/login', OWNER);
    owner = bearing(service.api, body);
  });

  afterEach(() => service.clock.setOffset(0));

  afterAll(() => service.stop());

  const create = async (changes: Record<string, unknown> = {}): Promise<Secret> => {
    const body = { name: 'Storefront', scopes: ['titles:read', 'customers:read'], ...changes };
    return (await owner.post<Secret>('/v1/api-clients', body)).body;
  };
  const edit = (id: string, version: number, changes: Record<string, unknown>) =>
    owner.with({ 'if-match': `"${version}"` }).patch(`/v1/api-clients/${id}`, changes);
  const token = ({ id, clientSecret }: Secret, more: Record<string, unknown> = {}) =>
    service.api.post<Token>('/v1/auth/token', {
      ...{ grant_type: 'client_credentials', client_id: id, client_secret: clientSecret },
      ...more,
    });

  it('get tokens for their id and secret, with which they may do what their scopes say', async () => {
    const client = await create();

    const issued = await token(client);
    const api = service.api.with({ authorization: `Bearer ${issued.body.access_token}` });

    expect(issued).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { token_type: 'Bearer', expires_in: 300, scope: 'titles:read customers:read' },
    });
    expect((await api.get('/v1/customers')).status).toBe(200);
    expect((await api.get('/v1/employees')).status).toBe(403);
  });

  it('may send a form and HTTP Basic, as the standard says', async () => {
    const { id, clientSecret } = await create();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = (url: string, headers: Record<string, string>, payload: string) =>
      service.app.inject({ method: 'POST', url, headers: { ...form, ...headers }, payload });
    const basic = `Basic ${Buffer.from(`${id}:${clientSecret}`).toString('base64')}`;

    const byForm = await send(
      '/v1/auth/token',
      {},
      `grant_type=client_credentials&client_id=${id}&client_secret=${clientSecret}`,
    );
    const byBasic = await send(
      '/v1/auth/token',
      { authorization: basic },
      'grant_type=client_credentials&scope=titles%3Aread',
    );

    expect(byForm.statusCode).toBe(200);
    expect(byBasic.json()).toMatchObject({ scope: 'titles:read' });
    expect((await send('/v1/auth/visitor', {}, 'a=b')).statusCode).toBe(415);
  });

  it('get no scope that they do not have', async () => {
    expect(await token(await create(), { scope: 'titles:read ops:write' })).toMatchObject({
      status: 400,
      body: { code: 'scope-not-granted', error: 'invalid_scope' },
    });
  });

  it('are told the same whatever is wrong with their credentials', async () => {
    const client = await create();
    const disabled = await create();
    await edit(disabled.id, 1, { enabled: false });

    for (const answer of [
      await token({ ...client, clientSecret: 'wrong' }),
      await token({ ...client, id: uuidv7() }),
      await token({ ...client, id: 'x' }),
      await token(disabled),
      await service.api.post('/v1/auth/token', { grant_type: 'client_credentials' }),
    ])
      expect(answer).toMatchObject({
        status: 401,
        body: { code: 'client-credentials-not-valid', error: 'invalid_client' },
      });
    expect((await token(client, { grant_type: 'password' })).status).toBe(422);
  });

  it('keep their secret for a while when they get a new one', async () => {
    const old = await create();
    const { body } = await owner.post<Secret>(`/v1/api-clients/${old.id}/secret`, { overlapHours: 2 });

    expect([(await token(old)).status, (await token(body)).status]).toEqual([200, 200]);
    service.clock.setOffset(2 * HOUR_MS + 1_000);
    expect([(await token(old)).status, (await token(body)).status]).toEqual([401, 200]);
  });

  it('lose their secret at once without an overlap', async () => {
    const old = await create();
    await owner.post(`/v1/api-clients/${old.id}/secret`, { overlapHours: 0 });

    expect((await token(old)).status).toBe(401);
  });

  it('have no secret in the database, the answers or the audit log', async () => {
    const { id, clientSecret } = await create();

    const read = await owner.get(`/v1/api-clients/${id}`);
    const log = await owner.get<{ items: object[] }>(`/v1/audit?resourceId=${id}`);
    const [{ rows }] = await service.db.manager.query(
      `SELECT (SELECT string_agg(c::text, ' ') FROM api_clients c)
              || (SELECT coalesce(string_agg(k::text, ' '), '') FROM idempotency_keys k) AS rows`,
    );

    expect(read.body).toMatchObject({ id, name: 'Storefront', previousSecretExpiresAt: null });
    expect(log.body.items).toMatchObject([{ operation: 'apiClients.create' }]);
    for (const text of [JSON.stringify(read.body), JSON.stringify(log.body), rows as string])
      expect(text).not.toContain(clientSecret);
  });

  it('let one of ten changes at once through', async () => {
    const { id } = await create();

    const answers = await Promise.all(Array.from({ length: 10 }, () => edit(id, 1, { name: 'Other' })));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(412)]);
  });

  it('that are not there, or of another shop, cannot be told apart', async () => {
    const { id } = await create();
    const otherShop = uuidv7();
    const query = (sql: string, values: unknown[]) => service.db.manager.query(sql, values);
    await query(
      `INSERT INTO shops (id, name, time_zone, currency)
                 SELECT $1, name, time_zone, currency FROM shops LIMIT 1`,
      [otherShop],
    );
    await query('UPDATE api_clients SET shop_id = $1 WHERE id = $2', [otherShop, id]);

    for (const one of [id, uuidv7()])
      for (const answer of [
        await owner.get(`/v1/api-clients/${one}`),
        await edit(one, 1, { name: 'Mine' }),
        await owner.post(`/v1/api-clients/${one}/secret`, {}),
      ])
        expect(answer).toMatchObject({ status: 404, body: { code: 'api-client-not-found' } });
  });

  it.each([{ scopes: ['fly'] }, { name: '' }, { secret: 'mine' }])('refuse %j', async (changes) => {
    const body = { name: 'A', scopes: [], ...changes };

    expect((await owner.post('/v1/api-clients', body)).status).toBe(422);
  });
});
