import { DEFAULT_SHOP_ID, identityMailRequested } from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { generateSync } from 'otplib';
import { Contact } from '../src/contacts/contact.entity';
import { DELIVERED_ROLES } from '../src/roles/delivered-roles';
import { Role } from '../src/roles/role.entity';
import { Shop } from '../src/shops/shop.entity';
import { TwoFactor } from '../src/two-factor/two-factor.entity';
import { RecoveryCode } from '../src/two-factor/recovery-code.entity';
import { bearing, OWNER, register, someone, startListening, type Tokens } from './identity';

interface Enrolment {
  readonly secret: string;
  readonly uri: string;
  readonly qr: string;
}
interface Needed {
  readonly challenge: string;
}

const { password } = someone();

describe('two-factor log-in', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startListening();
  });

  // Each code works once, so that every test lives in another half minute.
  let minutes = 0;
  const nextStep = () => service.clock.setOffset(++minutes * 60_000);
  beforeEach(nextStep);
  afterAll(() => service.stop());

  /** The code of an app, as another library makes it. */
  const codeOf = (secret: string, steps = 0): string =>
    generateSync({ secret, epoch: Math.floor(service.clock.now().getTime() / 1_000) + steps * 30 });
  const login = (email: string, path = '/v1/auth/login', secret = password) =>
    service.api.post<Tokens & Needed>(path, { email, password: secret });
  const answer = (challenge: string, code: string, path = '/v1/auth/two-factor') =>
    service.api.post<Tokens & { recoveryCodes?: string[] }>(path, { challenge, code });
  const switchOn = async (caller: Api) => {
    const { secret } = (await caller.post<Enrolment>('/v1/me/two-factor')).body;
    const { body } = await caller.post<{ recoveryCodes: string[] }>('/v1/me/two-factor/confirmations', {
      code: codeOf(secret),
    });
    nextStep();
    return { secret, recoveryCodes: body.recoveryCodes };
  };
  const somebody = async () => {
    const { contact, customer } = (await register(service)).body;
    const { email } = await service.db.manager.findOneByOrFail(Contact, { id: contact.id });
    const caller = bearing(service.api, (await login(email)).body);
    return { id: contact.id, customerId: customer.id, email, caller };
  };
  const staffOf = async (email = OWNER.email, secret = OWNER.password) =>
    bearing(service.api, (await login(email, '/v1/auth/employees/login', secret)).body);
  const withCodes = async () => {
    const person = await somebody();
    return { ...person, ...(await switchOn(person.caller)) };
  };

  it('is switched on by a code of the app, which gets a URI and a QR code', async () => {
    const { id, email, caller } = await somebody();

    const { body: enrolment } = await caller.post<Enrolment>('/v1/me/two-factor');
    const before = await caller.get('/v1/me/two-factor');
    const stillOpen = await login(email);
    const wrong = await caller.post('/v1/me/two-factor/confirmations', { code: '000000' });
    const { status, body } = await caller.post<{ recoveryCodes: string[] }>(
      '/v1/me/two-factor/confirmations',
      {
        code: codeOf(enrolment.secret),
      },
    );

    expect(enrolment.uri).toBe(
      `otpauth://totp/Shop:${encodeURIComponent(email)}?issuer=Shop&secret=${enrolment.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(enrolment.qr).toMatch(/^<svg .*<\/svg>$/s);
    expect(before.body).toEqual({ enabled: false, required: false, recoveryCodesLeft: 0 });
    expect(stillOpen.status).toBe(200);
    expect(wrong).toMatchObject({ status: 401, body: { code: 'code-not-valid' } });
    expect(status).toBe(200);
    expect(body.recoveryCodes).toHaveLength(10);
    expect((await caller.get('/v1/me/two-factor')).body).toEqual({
      enabled: true,
      required: false,
      recoveryCodesLeft: 10,
    });
    expect(await caller.post('/v1/me/two-factor')).toMatchObject({
      status: 409,
      body: { code: 'two-factor-on' },
    });
    const kept = await service.db.manager.findOneByOrFail(TwoFactor, { contactId: id });
    expect(kept.secret.toString('latin1')).not.toContain(enrolment.secret);
    const hashes = await service.db.manager.findBy(RecoveryCode, { twoFactorId: kept.id });
    expect(JSON.stringify(hashes)).not.toContain(body.recoveryCodes[0]);
  });

  it('needs a code after the password, and takes it once', async () => {
    const { email, secret } = await withCodes();

    const first = await login(email);
    const done = await answer(first.body.challenge, codeOf(secret));
    const second = await login(email);
    const reused = await answer(second.body.challenge, codeOf(secret));

    expect(first).toMatchObject({
      status: 401,
      body: { code: 'two-factor-needed', challenge: expect.any(String), expiresIn: 300, enrolled: true },
    });
    expect(done).toMatchObject({ status: 200, body: { accessToken: expect.any(String), customers: [{}] } });
    expect(await bearing(service.api, done.body).get('/v1/me')).toMatchObject({ status: 200 });
    expect(reused).toMatchObject({ status: 401, body: { code: 'code-not-valid' } });
  });

  it('takes one code for two log-ins at the same time once', async () => {
    const { email, secret } = await withCodes();
    const challenges = [(await login(email)).body.challenge, (await login(email)).body.challenge];

    const answers = await Promise.all(challenges.map((challenge) => answer(challenge, codeOf(secret))));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  it('takes codes of the step before and after', async () => {
    const { email, secret } = await withCodes();
    const statuses: number[] = [];
    for (const step of [-2, -1, 1, 2]) {
      const { challenge } = (await login(email)).body;
      statuses.push((await answer(challenge, codeOf(secret, step))).status);
    }

    expect(statuses).toEqual([401, 200, 200, 401]);
  });

  it('takes a recovery code once', async () => {
    const { email, recoveryCodes } = await withCodes();
    const [code = ''] = recoveryCodes;

    const done = await answer((await login(email)).body.challenge, code.toUpperCase());
    const again = await answer((await login(email)).body.challenge, code);

    expect([done.status, again.status]).toEqual([200, 401]);
    expect((await bearing(service.api, done.body).get('/v1/me/two-factor')).body).toMatchObject({
      recoveryCodesLeft: 9,
    });
  });

  it('gives a challenge five tries and five minutes', async () => {
    const { email, secret } = await withCodes();
    const { challenge } = (await login(email)).body;
    for (let i = 0; i < 5; i++) expect((await answer(challenge, '000000')).status).toBe(401);

    expect(await answer(challenge, codeOf(secret))).toMatchObject({
      status: 401,
      body: { code: 'challenge-not-valid' },
    });
    const late = (await login(email)).body.challenge;
    minutes += 5;
    nextStep();
    expect(await answer(late, codeOf(secret))).toMatchObject({
      status: 401,
      body: { code: 'challenge-not-valid' },
    });
    expect(await answer('made up', '000000')).toMatchObject({
      status: 401,
      body: { code: 'challenge-not-valid' },
    });
  });

  it('counts wrong codes towards the delay, whatever the password', async () => {
    const { email } = await withCodes();
    const statuses: number[] = [];
    for (let round = 0; round < 3; round++) {
      const { body, status } = await login(email);
      if (status === 429) statuses.push(429);
      else for (let i = 0; i < 5; i++) statuses.push((await answer(body.challenge, '000000')).status);
    }

    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses).toContain(429);
  });

  it('is switched off with password and code, which its owner is told', async () => {
    const { email, caller, secret } = await withCodes();
    const remove = (changes: object) =>
      caller.post('/v1/me/two-factor/removals', { password, code: codeOf(secret), ...changes });

    expect(await remove({ password: 'wrong' })).toMatchObject({
      status: 401,
      body: { code: 'code-not-valid' },
    });
    expect(await remove({ code: '000000' })).toMatchObject({ status: 401 });
    expect(await remove({})).toMatchObject({ status: 204 });
    expect((await login(email)).status).toBe(200);
    await eventually(async () => {
      const mails = (await service.events.all(identityMailRequested)).filter(({ data }) => data.to === email);
      expect(mails.map(({ data }) => data.template)).toEqual([
        'email-verification',
        'two-factor-on',
        'two-factor-off',
      ]);
    });
  });

  it('gives new recovery codes for a code of the app', async () => {
    const { caller, secret, recoveryCodes, email } = await withCodes();

    const { body } = await caller.post<{ recoveryCodes: string[] }>('/v1/me/two-factor/recovery-codes', {
      code: codeOf(secret),
    });

    expect(body.recoveryCodes).toHaveLength(10);
    expect((await answer((await login(email)).body.challenge, recoveryCodes[0] ?? '')).status).toBe(401);
    expect((await answer((await login(email)).body.challenge, body.recoveryCodes[0] ?? '')).status).toBe(200);
  });

  it('can be required by a customer: who has no app sets one up while logging in', async () => {
    const { email, customerId, caller } = await somebody();
    const staff = await staffOf();
    const edited = await staff
      .with({ 'if-match': '"1"' })
      .patch(`/v1/customers/${customerId}`, { twoFactorRequired: true });

    const needed = await login(email);
    const { challenge } = needed.body;
    const early = await answer(challenge, '000000');
    const { body } = await service.api.post<Enrolment>('/v1/auth/two-factor/enrolments', { challenge });
    const done = await answer(challenge, codeOf(body.secret));

    expect(edited).toMatchObject({ status: 200, body: { twoFactorRequired: true } });
    expect(needed).toMatchObject({ status: 401, body: { code: 'two-factor-needed', enrolled: false } });
    expect(early.status).toBe(401);
    expect(done.body.recoveryCodes).toHaveLength(10);
    expect((await login(email)).body).toMatchObject({ code: 'two-factor-needed', enrolled: true });
    nextStep();
    expect(
      await caller.post('/v1/me/two-factor/removals', { password, code: codeOf(body.secret) }),
    ).toMatchObject({ status: 409, body: { code: 'two-factor-required' } });
  });

  it('is over for who began it with a password that was replaced meanwhile', async () => {
    const { email, customerId, caller } = await somebody();
    const staff = (await staffOf()).with({ 'if-match': '"1"' });
    await staff.patch(`/v1/customers/${customerId}`, { twoFactorRequired: true });
    const { challenge } = (await login(email)).body;

    const own = caller.with({ 'if-match': '"1"' });
    const changed = await own.patch('/v1/me', {
      password: 'gravel-lantern-osprey-41',
      oldPassword: password,
    });

    expect(changed.status).toBe(200);
    expect(await service.api.post('/v1/auth/two-factor/enrolments', { challenge })).toMatchObject({
      ...{ status: 401, body: { code: 'challenge-not-valid' } },
    });
  });

  it('can be required by the shop', async () => {
    const { email } = await somebody();
    await service.db.manager.update(Shop, DEFAULT_SHOP_ID, { twoFactorRequired: true });

    expect((await login(email)).body).toMatchObject({ code: 'two-factor-needed', enrolled: false });
    await service.db.manager.update(Shop, DEFAULT_SHOP_ID, { twoFactorRequired: false });
  });

  it('is reset by an employee for who has lost the app, and sessions end', async () => {
    const { id, email } = await withCodes();
    const staff = await staffOf();

    const reset = await staff.delete(`/v1/contacts/${id}/two-factor`);
    const again = await staff.delete(`/v1/contacts/${id}/two-factor`);

    expect(reset.status).toBe(204);
    expect(again).toMatchObject({ status: 409, body: { code: 'two-factor-off' } });
    expect((await login(email)).status).toBe(200);
    expect((await staff.delete(`/v1/contacts/${DEFAULT_SHOP_ID}/two-factor`)).status).toBe(404);
  });

  it('is reset for another employee who may do no more, is told and recorded', async () => {
    const owner = await staffOf();
    const role = DELIVERED_ROLES.find(({ code }) => code === 'sales')?.id;
    const sales = { ...someone(), roleId: role };
    const { id } = (await owner.post<{ id: string }>('/v1/employees', sales)).body;
    await switchOn(await staffOf(sales.email, sales.password));
    const { body: self } = await owner.get<{ id: string }>('/v1/me');

    const reset = await owner.delete(`/v1/employees/${id}/two-factor`);

    expect(reset.status).toBe(204);
    expect((await login(sales.email, '/v1/auth/employees/login')).status).toBe(200);
    await eventually(async () => {
      const mails = await service.events.all(identityMailRequested);
      const told = mails.filter(({ data }) => data.to === sales.email).map(({ data }) => data.template);
      expect(told).toEqual(['two-factor-on', 'two-factor-off']);
    });
    expect(
      (await owner.get(`/v1/audit?resourceType=employees&resourceId=${id}&operation=twoFactorResets.reset`))
        .body,
    ).toMatchObject({
      items: [{ before: { codes: 'on' }, after: { codes: 'off' } }],
    });
    expect(await owner.delete(`/v1/employees/${id}/two-factor`)).toMatchObject({ status: 409 });
    expect(await owner.delete(`/v1/employees/${self.id}/two-factor`)).toMatchObject({
      body: { code: 'own-two-factor' },
    });
  });

  it('is there for employees, too, and can be required by their role', async () => {
    const path = '/v1/auth/employees/login';
    await service.db.manager.update(Role, { code: 'owner' }, { twoFactorRequired: true });

    const { challenge } = (await login(OWNER.email, path, OWNER.password)).body;
    const { body } = await service.api.post<Enrolment>('/v1/auth/two-factor/enrolments', { challenge });
    const asContact = await answer(challenge, codeOf(body.secret));
    const done = await answer(challenge, codeOf(body.secret), '/v1/auth/employees/two-factor');

    expect(asContact).toMatchObject({ status: 401, body: { code: 'challenge-not-valid' } });
    expect(await bearing(service.api, done.body).get('/v1/employees')).toMatchObject({ status: 200 });
    expect((await login(OWNER.email, path, OWNER.password)).body).toMatchObject({
      code: 'two-factor-needed',
    });
  });
});
