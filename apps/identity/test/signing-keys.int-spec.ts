import { Clock } from '@clientele/config';
import type { TestService } from '@clientele/testing';
import { decodeProtectedHeader } from 'jose';
import { SigningKey } from '../src/signing-keys/signing-key.entity';
import { NextKeyTooYoung } from '../src/signing-keys/signing-keys.problems';
import { SigningKeysService } from '../src/signing-keys/signing-keys.service';
import { bearing, OWNER, startListening, type Tokens } from './identity';

const DAY_MS = 86_400_000;

describe('signing keys', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startListening();
  });

  afterEach(() => service.clock.setOffset(0));

  afterAll(() => service.stop());

  const published = async () => {
    const { body } = await service.api.get<{ keys: { kid: string }[] }>('/.well-known/jwks.json');
    return body.keys.map(({ kid }) => kid);
  };
  const owner = async () => (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body;
  const keyOf = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid;

  it('are published without their private halves, for five minutes', async () => {
    const answer = await service.api.get<{ keys: object[] }>('/.well-known/jwks.json');

    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=300' } });
    expect(answer.body.keys).toHaveLength(2);
    for (const key of answer.body.keys) {
      expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
      expect(key).not.toHaveProperty('d');
    }
  });

  it('are kept encrypted', async () => {
    const keys = await service.db.manager.find(SigningKey);

    for (const { privateKey } of keys) expect(privateKey.includes('PRIVATE KEY')).toBe(false);
  });

  it('are replaced without anybody being logged out, and go when their last token is over', async () => {
    const before = await owner();
    const rotated = await bearing(service.api, before).post<{ activeKeyId: string; nextKeyId: string }>(
      '/v1/ops/identity/signing-keys/rotate',
    );
    service.clock.setOffset(60_000);
    const after = await owner();

    expect(rotated.status).toBe(200);
    expect(keyOf(after)).toBe(rotated.body.activeKeyId);
    expect(keyOf(after)).not.toBe(keyOf(before));
    expect((await published()).toSorted()).toEqual(
      [keyOf(before) ?? '', rotated.body.activeKeyId, rotated.body.nextKeyId].toSorted(),
    );
    expect(await bearing(service.api, before).get('/v1/me')).toMatchObject({ status: 200 });
    expect(await bearing(service.api, after).get('/v1/me')).toMatchObject({ status: 200 });

    service.clock.setOffset(31 * DAY_MS);
    expect(await published()).not.toContain(keyOf(before));
  });

  it('are not replaced by one that verifiers cannot know yet', async () => {
    const keys = service.app.get(SigningKeysService);
    service.clock.setOffset(60 * DAY_MS);
    await keys.rotate();

    await expect(keys.rotate()).rejects.toThrow(NextKeyTooYoung);
  });

  it('are replaced after 30 days by one replica only', async () => {
    const replica = await service.replica();
    const next = await service.db.manager.findOneByOrFail(SigningKey, { state: 'next' });
    const replicas = [service.app, replica];
    for (const app of replicas) app.get(Clock).setOffset(100 * DAY_MS);

    await Promise.all(replicas.map((app) => app.get(SigningKeysService).rotateWhenDue()));

    expect(await service.db.manager.findBy(SigningKey, { state: 'active' })).toMatchObject([{ id: next.id }]);
    expect(await service.db.manager.countBy(SigningKey, { state: 'next' })).toBe(1);
  });
});
