import { identityMailRequested, linkRemoved } from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { Contact } from '../src/contacts/contact.entity';
import { ContactLink } from '../src/contacts/contact-link.entity';
import { bearing, OWNER, PROFILES, register, someone, startListening, type Tokens } from './identity';

interface OwnContact {
  readonly id: string;
  readonly version: number;
  readonly profile: { readonly code: string };
}

const LIMIT = { amount: '100', currency: 'EUR', startsOn: '2026-01-31', repeats: 'monthly' };

describe('contacts that manage contacts', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startListening();
    employee = bearing(service.api, (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body);
    const { body } = await employee.get<{ version: number }>(`/v1/profiles/${PROFILES.manager}`);
    // Managers manage contacts here, below the Administrators.
    await employee.with({ 'if-match': `"${body.version}"` }).patch(`/v1/profiles/${PROFILES.manager}`, {
      permissions: [{ code: 'contacts:manage' }, { code: 'account:view' }],
    });
  });

  afterAll(() => service.stop());

  /** A customer with its Administrator, who is logged in. */
  const aCompany = async () => {
    const person = someone();
    const { customer, contact } = (await register(service, person)).body;
    return { customerId: customer.id, id: contact.id, api: await loggedIn(person.email, person.password) };
  };
  const loggedIn = async (email: string, password: string): Promise<Api> =>
    bearing(service.api, (await service.api.post<Tokens>('/v1/auth/login', { email, password })).body);
  /** A further contact of a customer, who is logged in. */
  const aColleague = async (customerId: string, profileId: string) => {
    const person = someone();
    const links = [{ customerId, profileId }];
    const { body } = await employee.post<{ id: string }>('/v1/contacts', { ...person, links });
    return { id: body.id, api: await loggedIn(person.email, person.password) };
  };
  const add = (api: Api, profileId: string, changes: Record<string, unknown> = {}) => {
    const { password: _, ...person } = someone();
    return api.post<OwnContact>('/v1/me/contacts', { ...person, profileId, ...changes });
  };
  const edit = (api: Api, id: string, version: number, changes: Record<string, unknown>) =>
    api.with({ 'if-match': `"${version}"` }).patch<OwnContact>(`/v1/me/contacts/${id}`, changes);

  it('add, list, change and remove them; a new one is invited by mail', async () => {
    const { api, id, customerId } = await aCompany();

    const added = await add(api, PROFILES.buyer, { purchaseLimit: LIMIT });
    const listed = await api.get<{ items: OwnContact[] }>('/v1/me/contacts');
    const edited = await edit(api, added.body.id, 1, { profileId: PROFILES.viewer, firstName: 'Łukasz' });
    const read = await api.get(`/v1/me/contacts/${added.body.id}`);
    const removed = await api.delete(`/v1/me/contacts/${added.body.id}`);

    expect(added).toMatchObject({
      status: 201,
      body: { profile: { code: 'buyer' }, purchaseLimit: LIMIT, hasPassword: false, version: 1 },
    });
    expect(listed.body.items.map((item) => item.id)).toEqual([id, added.body.id]);
    expect(edited).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { profile: { code: 'viewer' }, firstName: 'Łukasz', purchaseLimit: LIMIT },
    });
    expect(read.body).toEqual(edited.body);
    expect([removed.status, (await api.get(`/v1/me/contacts/${added.body.id}`)).status]).toEqual([204, 404]);
    expect(await service.db.manager.existsBy(Contact, { id: added.body.id })).toBe(true);
    expect(await service.db.manager.countBy(ContactLink, { customerId })).toBe(1);
    await eventually(async () => {
      const mails = await service.events.all(identityMailRequested);
      expect(mails.filter(({ data }) => data.template === 'invitation').length).toBeGreaterThan(0);
      expect((await service.events.all(linkRemoved)).map(({ data }) => data.contactId)).toContain(
        added.body.id,
      );
    });
  });

  it('do so at or below their own position only', async () => {
    const { id, customerId } = await aCompany();
    const manager = await aColleague(customerId, PROFILES.manager);
    const { body: equal } = await add(manager.api, PROFILES.manager);
    const above = { status: 403, body: { code: 'above-own-position' } };

    expect(equal.profile.code).toBe('manager');
    expect(await add(manager.api, PROFILES.administrator)).toMatchObject(above);
    expect(await edit(manager.api, equal.id, 1, { profileId: PROFILES.administrator })).toMatchObject(above);
    expect(await edit(manager.api, manager.id, 1, { profileId: PROFILES.administrator })).toMatchObject(
      above,
    );
    expect(await edit(manager.api, id, 1, { firstName: 'Mine' })).toMatchObject(above);
    expect(await manager.api.delete(`/v1/me/contacts/${id}`)).toMatchObject(above);
    expect((await manager.api.delete(`/v1/me/contacts/${equal.id}`)).status).toBe(204);
  });

  it('do not change what they may buy themselves', async () => {
    const { api, id } = await aCompany();

    expect(await edit(api, id, 1, { purchaseLimit: LIMIT })).toMatchObject({
      status: 403,
      body: { code: 'own-limit' },
    });
  });

  it('leave an Administrator, also when two leave at once', async () => {
    const { api, id, customerId } = await aCompany();
    const other = await aColleague(customerId, PROFILES.administrator);

    const answers = await Promise.all([
      api.delete(`/v1/me/contacts/${id}`),
      other.api.delete(`/v1/me/contacts/${other.id}`),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  it('do not manage with a token from before they lost the right to', async () => {
    const { customerId } = await aCompany();
    const manager = await aColleague(customerId, PROFILES.manager);
    await employee
      .with({ 'if-match': '"1"' })
      .patch(`/v1/contacts/${manager.id}/links/${customerId}`, { profileId: PROFILES.viewer });

    expect(await add(manager.api, PROFILES.viewer)).toMatchObject({
      status: 403,
      body: { code: 'permission-missing' },
    });
  });

  it('do not change the person of who acts for others too', async () => {
    const [{ api }, { customerId }] = [await aCompany(), await aCompany()];
    const { body } = await add(api, PROFILES.buyer);
    await employee.put(`/v1/contacts/${body.id}/links/${customerId}`, { profileId: PROFILES.buyer });

    expect(await edit(api, body.id, 1, { lastName: 'Other' })).toMatchObject({
      status: 409,
      body: { code: 'contact-shared' },
    });
    expect((await edit(api, body.id, 1, { profileId: PROFILES.viewer })).status).toBe(200);
  });

  it('see nobody of another customer, for any verb', async () => {
    const [{ api }, foreign] = [await aCompany(), await aCompany()];
    const path = `/v1/me/contacts/${foreign.id}`;

    const answers = [
      await api.get(path),
      await edit(api, foreign.id, 1, { profileId: PROFILES.viewer }),
      await api.delete(path),
    ];

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 404, body: { code: 'contact-not-found' } });
  });

  it('add nobody when the event cannot be written', async () => {
    const { api, customerId } = await aCompany();
    service.failNextEvent();

    expect((await add(api, PROFILES.buyer)).status).toBe(500);
    expect(await service.db.manager.countBy(ContactLink, { customerId })).toBe(1);
  });

  it('are those with the permission', async () => {
    const { customerId } = await aCompany();
    const buyer = await aColleague(customerId, PROFILES.buyer);

    expect((await buyer.api.get('/v1/me/contacts')).status).toBe(403);
    expect((await add(buyer.api, PROFILES.viewer)).status).toBe(403);
  });

  it.each([
    [{ email: 'nobody' }, 422],
    [{ profileId: 'buyer' }, 422],
    [{ email: OWNER.email, extra: 1 }, 422],
  ])('are told what is wrong with %j', async (changes, status) => {
    const { api } = await aCompany();

    expect((await add(api, PROFILES.buyer, changes)).status).toBe(status);
  });
});
