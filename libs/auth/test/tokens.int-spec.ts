import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, knock, startApplication } from './app';
import { type Changes, Issuer } from './issuer';

describe('an access token', () => {
  let issuer: Issuer;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    issuer = await Issuer.start();
    app = await startApplication(issuer.url);
  });

  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  const now = (): number => Math.floor(Date.now() / 1_000);

  it('tells who is calling', async () => {
    const employee = { kind: 'employee', id: uuidv7(), shopId: uuidv7(), sessionId: uuidv7() };
    const { id: sub, shopId: shp, sessionId: sid } = employee;
    const token = await issuer.sign({ claims: { sub, shp, sid, prm: ['groups:read'] } });

    const answer = await knock(app, `Bearer ${token}`);

    expect(answer).toMatchObject({ status: 200, body: { ...employee, permissions: ['groups:read'] } });
  });

  it('tells for which customer a contact acts, by which link and profile', async () => {
    const [cus, lnk, prf] = [uuidv7(), uuidv7(), uuidv7()];
    const token = await issuer.sign({ claims: { kind: 'contact', cus, lnk, prf } });

    const { body } = await knock(app, `Bearer ${token}`);

    expect(body).toMatchObject({ kind: 'contact', customerId: cus, linkId: lnk, profileId: prf });
  });

  it('is refused when its time is over, with a code of its own', async () => {
    const token = await issuer.sign({ claims: { exp: now() - 1 } });

    expectRefused(await knock(app, `Bearer ${token}`), 'token-expired');
  });

  it.each<[string, () => Changes | Promise<Changes>]>([
    ['the key id of nobody', () => ({ header: { kid: uuidv7() } })],
    ['no key id', () => ({ header: { kid: undefined } })],
    ['another type of token', () => ({ header: { typ: 'JWT' } })],
    ['no type', () => ({ header: { typ: undefined } })],
    ['another issuer', () => ({ claims: { iss: 'https://elsewhere.example.com' } })],
    ['another audience', () => ({ claims: { aud: 'elsewhere' } })],
    ['no issuer', () => ({ claims: { iss: undefined } })],
    ['no audience', () => ({ claims: { aud: undefined } })],
    ['no subject', () => ({ claims: { sub: undefined } })],
    ['no end', () => ({ claims: { exp: undefined } })],
    ['an end that is no number', () => ({ claims: { exp: 'tomorrow' } })],
    ['no kind of caller', () => ({ claims: { kind: undefined } })],
    ['an unknown kind of caller', () => ({ claims: { kind: 'owner' } })],
    ['no shop', () => ({ claims: { shp: undefined } })],
    ['a beginning that is still to come', () => ({ claims: { nbf: now() + 60 } })],
    [
      'HS256, signed with the public key as a secret',
      async () => ({ header: { alg: 'HS256' }, key: Buffer.from(await issuer.publicPem()) }),
    ],
  ])('is refused with %s', async (_, changes) => {
    const token = await issuer.sign(await changes());

    expectRefused(await knock(app, `Bearer ${token}`), 'token-not-valid');
  });

  it('is refused with the key id of one key and the signature of another', async () => {
    const stranger = await Issuer.start();
    const [header] = (await issuer.sign()).split('.');
    const [, payload, signature] = (await stranger.sign()).split('.');
    await stranger.stop();

    expectRefused(await knock(app, `Bearer ${header}.${payload}.${signature}`), 'token-not-valid');
  });

  it('is refused once any part of it was altered', async () => {
    const [header = '', payload = '', signature = ''] = (await issuer.sign()).split('.');
    const more = altered(payload, { prm: ['groups:read'] });
    const none = altered(header, { alg: 'none' });

    for (const token of [
      `${header}.${more}.${signature}`,
      `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${header}.${payload}.${signature.slice(0, -4)}`,
      `${header}.${payload}.`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${altered(header, { typ: 'at+jwt', b: 1 })}.${payload}.${signature}`,
      `${header}.${payload.slice(1)}.${signature}`,
      'a.b.c',
    ]) {
      expectRefused(await knock(app, `Bearer ${token}`), 'token-not-valid');
    }
    expect((await knock(app, `Bearer ${header}.${payload}.${signature}`)).status).toBe(200);
  });

  describe('in the header', () => {
    let token: string;

    beforeAll(async () => {
      token = await issuer.sign();
    });

    it('is needed', async () => {
      expectRefused(await knock(app), 'token-missing');
    });

    it.each(['Bearer', 'bearer', 'BEARER'])('follows the scheme %s', async (scheme) => {
      expect((await knock(app, `${scheme} ${token}`)).status).toBe(200);
    });

    it.each<[string, () => string]>([
      ['nothing', () => ''],
      ['the scheme alone', () => 'Bearer'],
      ['the scheme and a space', () => 'Bearer '],
      ['the token alone', () => token],
      ['two spaces', () => `Bearer  ${token}`],
      ['a tab', () => `Bearer\t${token}`],
      ['another scheme', () => `Basic ${Buffer.from('a:b').toString('base64')}`],
      ['a scheme that begins alike', () => `BearerToken ${token}`],
      ['two tokens', () => `Bearer ${token} ${token}`],
      ['two credentials', () => `Bearer ${token}, Bearer ${token}`],
      ['a parameter', () => `Bearer token="${token}"`],
      ['more parts than a token has', () => `Bearer ${token}.e30`],
      ['fewer parts than a token has', () => `Bearer ${token.split('.').slice(0, 2).join('.')}`],
      ['a very long line', () => `Bearer ${'a'.repeat(10_000)}`],
    ])('is refused as %s', async (_, authorization) => {
      expectRefused(await knock(app, authorization()), 'token-not-valid');
    });
  });
});

function altered(part: string, changes: object): string {
  const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  return Buffer.from(JSON.stringify({ ...value, ...changes })).toString('base64url');
}

function expectRefused({ status, headers, body }: Answer, code: string): void {
  expect({ status, code: body['code'] }).toEqual({ status: 401, code });
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'www-authenticate': code === 'token-missing' ? 'Bearer' : 'Bearer error="invalid_token"',
    'cache-control': 'no-store',
  });
  expect(body).toMatchObject({ status: 401, type: `urn:problem:${code}`, title: expect.any(String) });
}
