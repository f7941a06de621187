import { shopChanged } from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { bearing, OWNER, PROFILES, register, someone, startListening, type Tokens } from './identity';

interface Me {
  readonly version: number;
  readonly personal: Record<string, unknown>;
}

describe('what a contact sees and changes of itself', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startListening();
    employee = bearing(service.api, (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body);
  });

  afterAll(() => service.stop());

  const aContact = async () => {
    const person = someone();
    const { customer, contact } = (await register(service, person)).body;
    const login = (password: string = person.password) =>
      service.api.post<Tokens>('/v1/auth/login', { email: person.email, password });
    const tokens = (await login()).body;
    return {
      person,
      login,
      tokens,
      api: bearing(service.api, tokens),
      id: contact.id,
      customerId: customer.id,
    };
  };
  const edit = (api: Api, version: number, changes: Record<string, unknown>) =>
    api.with({ 'if-match': `"${version}"` }).patch<Me>('/v1/me', changes);
  const NEW_PASSWORD = 'gravel-lantern-osprey-41';

  it('is its personal data and options', async () => {
    const { api } = await aContact();

    const before = await api.get<Me>('/v1/me');
    const edited = await edit(api, 1, {
      firstName: 'Łukasz',
      phone: '+48 58 301 20 16',
      options: { theme: 'dark' },
    });

    expect(before).toMatchObject({
      headers: { etag: '"1"' },
      body: { personal: { phone: null, options: {} } },
    });
    expect(edited).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { firstName: 'Łukasz', personal: { phone: '+48 58 301 20 16', options: { theme: 'dark' } } },
    });
    expect((await api.get('/v1/me')).body).toEqual(edited.body);
    expect((await edit(api, 1, { firstName: 'Stale' })).status).toBe(412);
    expect((await api.patch('/v1/me', { firstName: 'Any' })).status).toBe(428);
  });

  it('is its password, with the old one; other sessions end', async () => {
    const { api, login, tokens, person } = await aContact();
    const other = await login();

    const wrong = await edit(api, 1, { password: NEW_PASSWORD, oldPassword: 'not-the-old-one' });
    const changed = await edit(api, 1, { password: NEW_PASSWORD, oldPassword: person.password });
    const refresh = (refreshToken: string) => service.api.post('/v1/auth/refresh', { refreshToken });

    expect(wrong).toMatchObject({ status: 403, body: { code: 'old-password-not-right' } });
    expect(changed.status).toBe(200);
    expect((await refresh(other.body.refreshToken)).status).toBe(401);
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
    expect([(await login()).status, (await login(NEW_PASSWORD)).status]).toEqual([401, 200]);
  });

  it.each([
    [{ password: NEW_PASSWORD }],
    [{ password: 'short', oldPassword: 'x' }],
    [{ email: 'other@example.com' }],
    [{ enabled: false }],
    [{ birthday: 'yesterday' }],
  ])('is not changed by %j', async (changes) => {
    const { api } = await aContact();

    expect((await edit(api, 1, changes)).status).toBe(422);
  });

  it('is the customer it acts for, as far as it may', async () => {
    const { api, customerId } = await aContact();
    const viewer = someone();
    const links = [{ customerId, profileId: PROFILES.viewer }];
    await employee.post('/v1/contacts', { ...viewer, links });
    const { email, password } = viewer;
    const reading = bearing(
      service.api,
      (await service.api.post<Tokens>('/v1/auth/login', { email, password })).body,
    );

    const edited = await api
      .with({ 'if-match': '"1"' })
      .patch('/v1/me/customer', { phone: '+47 22 12 34 56' });
    const read = await reading.get('/v1/me/customer');
    const refused = await reading.with({ 'if-match': '"2"' }).patch('/v1/me/customer', { phone: null });

    expect(edited).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { id: customerId, phone: '+47 22 12 34 56' },
    });
    expect(read).toMatchObject({ status: 200, body: edited.body });
    expect(read.body).not.toHaveProperty('contacts');
    expect(refused.status).toBe(403);
    expect((await api.patch('/v1/me/customer', {})).status).toBe(428);
    expect(
      (await api.with({ 'if-match': '"2"' }).patch('/v1/me/customer', { email: 'x@example.com' })).status,
    ).toBe(422);
  });

  it('has the own fields of the customer, as its form asks and but those it hides', async () => {
    const { api, customerId } = await aContact();
    const rule = (field: string, more: object) =>
      employee.post('/v1/forms/customer/rules', { field, type: 'text', ...more });
    await rule('colour', { pattern: '^[a-z]+$' });
    await rule('rating', {});
    const version = async () => `"${(await api.get<{ version: number }>('/v1/me/customer')).body.version}"`;
    const fill = async (custom: object) =>
      api.with({ 'if-match': await version() }).patch('/v1/me/customer', { custom });
    await employee
      .with({ 'if-match': await version() })
      .patch(`/v1/customers/${customerId}`, { custom: { rating: 'low', colour: 'red' } });
    await rule('rating', { customerId, presence: 'hidden' });

    const filled = await fill({ colour: 'green' });

    expect(filled).toMatchObject({ status: 200, body: { custom: { colour: 'green' } } });
    expect(filled.body['custom']).not.toHaveProperty('rating');
    expect((await api.get('/v1/me/customer')).body).toEqual(filled.body);
    expect(await employee.get(`/v1/customers/${customerId}`)).toMatchObject({
      body: { custom: { rating: 'low', colour: 'green' } },
    });
    for (const [custom, pointer] of [
      [{ colour: 'RED' }, '/custom/colour'],
      [{ rating: 'high' }, '/custom/rating'],
      [{ unheard: 'of' }, '/custom/unheard'],
    ] as const)
      expect(await fill(custom)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(await fill({ colour: null })).toMatchObject({ status: 200, body: { custom: {} } });
  });

  it('is the company it acts for, and keeps what is known of it', async () => {
    const { api, customerId } = await aContact();
    const company = {
      ...{ company: 'Te & Sønn', registrationNumber: '923 609 016', activityCode: '46.37' },
      ...{ vatNumber: 'NO923609016MVA', website: 'https://te.example' },
    };

    const edited = await api.with({ 'if-match': '"1"' }).patch('/v1/me/customer', company);
    const books = await api.with({ 'if-match': '"2"' }).patch('/v1/me/customer', { riskRating: 'none' });

    expect(edited).toMatchObject({ status: 200, body: { id: customerId, ...company } });
    expect((await api.get('/v1/me/customer')).body).toEqual(edited.body);
    expect((await employee.get(`/v1/customers/${customerId}`)).body).toMatchObject(company);
    expect(books).toMatchObject({ status: 422, body: { errors: [{ pointer: '/riskRating' }] } });
    expect(edited.body).not.toHaveProperty('allowedOutstanding');
  });

  it('is what it may buy', async () => {
    const { api, id, customerId } = await aContact();
    const none = await api.get('/v1/me/limits');
    const purchaseLimit = { amount: '250', currency: 'EUR', startsOn: '2020-01-31', repeats: 'monthly' };
    await employee
      .with({ 'if-match': '"1"' })
      .patch(`/v1/contacts/${id}/links/${customerId}`, { purchaseLimit });

    expect(none).toMatchObject({ status: 200, body: { state: 'none', purchaseLimit: null, period: null } });
    expect(await api.get('/v1/me/limits')).toMatchObject({
      body: { state: 'applies', purchaseLimit, period: { from: expect.any(String), to: expect.any(String) } },
    });
  });
});

describe('what a storefront shows', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startListening();
    employee = bearing(service.api, (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body);
  });

  afterAll(() => service.stop());

  it('is told to anybody, and changed by employees with the permission', async () => {
    const { body: before } = await service.api.get<{ shopId: string }>('/v1/storefront/settings');
    const path = `/v1/shops/${before.shopId}/settings`;
    const changes = { customerInHeader: 'name-and-company', customerFormParts: ['personal', 'addresses'] };

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => employee.with({ 'if-match': '"1"' }).patch(path, changes)),
    );

    expect(before).toMatchObject({ customerInHeader: 'name', version: 1 });
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
    expect(await service.api.get('/v1/storefront/settings')).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: changes,
    });
    expect((await employee.get(path)).body).toMatchObject(changes);
  });

  it('tells employees where the storefront is and whether contacts need codes, and nobody else', async () => {
    const { body } = await service.api.get<{ shopId: string; version: number }>('/v1/storefront/settings');
    const path = `/v1/shops/${body.shopId}/settings`;
    const versioned = employee.with({ 'if-match': `"${body.version}"` });
    const changes = { storefrontUrl: 'https://tea.example/nb', twoFactorRequired: true };

    const refused = ['ftp://tea.example', 'https://tea.example/?a=b', 'https://a:b@tea.example', 'tea'].map(
      (storefrontUrl) => versioned.patch(path, { storefrontUrl }),
    );
    const changed = await versioned.patch(path, changes);

    for (const { status } of await Promise.all(refused)) expect(status).toBe(422);
    expect(changed).toMatchObject({ status: 200, body: changes });
    const shown = (await service.api.get('/v1/storefront/settings')).body;
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['storefrontUrl']));
    expect((await employee.get(`/v1/audit?resourceType=shops&resourceId=${body.shopId}`)).body).toMatchObject(
      {
        items: [{ before: { storefrontUrl: null, twoFactorRequired: false }, after: changes }, {}],
      },
    );
  });

  it('is where days are counted, which others are told', async () => {
    const { body } = await service.api.get<{ shopId: string; version: number }>('/v1/storefront/settings');
    const path = `/v1/shops/${body.shopId}/settings`;
    const versioned = employee.with({ 'if-match': `"${body.version}"` });

    const refused = await versioned.patch(path, { timeZone: 'Mars/Olympus' });
    const changed = await versioned.patch(path, { timeZone: 'Asia/Tokyo' });
    await employee
      .with({ 'if-match': `"${body.version + 1}"` })
      .patch(path, { customerInHeader: 'company', timeZone: 'Asia/Tokyo' });

    expect(body).toMatchObject({ timeZone: 'Europe/Paris', currency: 'EUR' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/timeZone' }] } });
    expect(changed).toMatchObject({ status: 200, body: { timeZone: 'Asia/Tokyo' } });
    await eventually(async () =>
      expect(await service.events.all(shopChanged, body.shopId)).toMatchObject([
        { aggregate: { version: 1 }, data: { timeZone: 'Europe/Paris', currency: 'EUR' } },
        { aggregate: { version: body.version + 1 }, data: { timeZone: 'Asia/Tokyo' } },
      ]),
    );
  });

  it('is not that of another shop, nor of unknown parts', async () => {
    const { body } = await service.api.get<{ shopId: string }>('/v1/storefront/settings');
    const other = '/v1/shops/0198c0de-0000-7000-8000-0000000000bb/settings';
    const versioned = employee.with({ 'if-match': '"1"' });

    expect((await employee.get(other)).status).toBe(404);
    expect((await versioned.patch(other, {})).status).toBe(404);
    expect(
      (await versioned.patch(`/v1/shops/${body.shopId}/settings`, { customerFormParts: ['x'] })).status,
    ).toBe(422);
    expect((await service.api.get(`/v1/shops/${body.shopId}/settings`)).status).toBe(401);
  });
});
