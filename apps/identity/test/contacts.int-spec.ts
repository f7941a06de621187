import { contactChanged, identityMailRequested, linkChanged, linkRemoved } from '@clientele/contracts';
import { Outbox } from '@clientele/messaging';
import { anEmployee, type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { ContactLink } from '../src/contacts/contact-link.entity';
import { Contact } from '../src/contacts/contact.entity';
import {
  bearing,
  contactOf,
  employeeOfShop,
  OWNER,
  PROFILES,
  register,
  someone,
  startIdentity,
  startListening,
  type Tokens,
  waitingForLock,
} from './identity';

interface Link {
  readonly id: string;
  readonly version: number;
  readonly customer: { readonly id: string };
  readonly profile: { readonly code: string };
}
interface ContactAnswer {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly links: readonly Link[];
}

const MONTHLY = { amount: '500.5', currency: 'EUR', startsOn: '2026-01-31', repeats: 'monthly' };

describe('contacts', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startListening();
    const owner = await service.api.post<Tokens>('/v1/auth/employees/login', OWNER);
    employee = bearing(service.api, owner.body);
  });

  afterAll(() => service.stop());

  const aCustomer = async (): Promise<string> => (await register(service)).body.customer.id;
  const create = (changes: Record<string, unknown> = {}) => {
    const { password: _, ...person } = someone();
    return employee.post<ContactAnswer>('/v1/contacts', { ...person, ...changes });
  };
  const edit = (id: string, version: number, changes: Record<string, unknown>) =>
    employee.with({ 'if-match': `"${version}"` }).patch<ContactAnswer>(`/v1/contacts/${id}`, changes);
  const pathOf = (contactId: string, customerId: string) => `/v1/contacts/${contactId}/links/${customerId}`;

  describe('POST /v1/contacts', () => {
    it('creates a contact that acts for several customers, and announces all of it', async () => {
      const [one, other] = [await aCustomer(), await aCustomer()];

      const created = await create({
        ...{ phone: '+47 22 12 34 56', options: { orderMails: true } },
        links: [
          { customerId: one, profileId: PROFILES.buyer, purchaseLimit: MONTHLY },
          { customerId: other, profileId: PROFILES.viewer },
        ],
      });
      const read = await employee.get(`/v1/contacts/${created.body.id}`);

      expect(created).toMatchObject({
        status: 201,
        headers: { etag: '"1"' },
        body: {
          ...{ phone: '+47 22 12 34 56', options: { orderMails: true }, enabled: true, hasPassword: false },
          links: [
            {
              customer: { id: one },
              profile: { code: 'buyer' },
              purchaseLimit: { ...MONTHLY, endsOn: null },
            },
            { customer: { id: other }, profile: { code: 'viewer' }, purchaseLimit: null },
          ],
        },
      });
      expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: created.body });
      expect(await service.events.next(contactChanged, created.body.id)).toMatchObject({
        data: { email: created.body.email, enabled: true },
      });
      expect(await service.events.next(linkChanged, created.body.links[0]?.id ?? '')).toMatchObject({
        aggregate: { version: 1 },
        data: {
          ...{ contactId: created.body.id, customerId: one, profileId: PROFILES.buyer },
          purchaseLimit: { ...MONTHLY, timeZone: 'Europe/Paris' },
        },
      });
    });

    it('makes one contact of ten at once with the same address', async () => {
      const { email } = someone();

      const answers = await Promise.all(Array.from({ length: 10 }, () => create({ email })));

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'email-taken' });
    });

    it('keeps nothing when one of the links cannot be made', async () => {
      const { email } = someone();
      const links = [
        { customerId: await aCustomer(), profileId: PROFILES.buyer },
        { customerId: uuidv7(), profileId: PROFILES.buyer },
      ];

      expect(await create({ email, links })).toMatchObject({
        status: 404,
        body: { code: 'customer-not-found' },
      });
      expect(await service.db.manager.existsBy(Contact, { email })).toBe(false);
    });

    it.each([
      [{ options: { __proto: 'x' } }, '/options'],
      [{ options: { nested: {} } }, '/options'],
      [{ firstName: 'www.example.com' }, '/firstName'],
      [{ links: [{ customerId: 'mine', profileId: PROFILES.buyer }] }, '/links/0/customerId'],
      [{ role: 'admin' }, '/role'],
    ])('refuses %j and points to %s', async (changes, pointer) => {
      expect(await create(changes)).toMatchObject({
        status: 422,
        body: { errors: [expect.objectContaining({ pointer })] },
      });
    });

    it.each([
      [{ startsOn: '2026-01-31' }],
      [{ startsOn: '2026-01-31', endsOn: '2026-01-30' }],
      [{ startsOn: '2026-01-31', endsOn: '2026-12-31', repeats: 'monthly' }],
    ])('refuses a limit with the days %j', async (days) => {
      const purchaseLimit = { amount: '1', currency: 'EUR', ...days };
      const links = [{ customerId: await aCustomer(), profileId: PROFILES.buyer, purchaseLimit }];

      expect(await create({ links })).toMatchObject({
        status: 422,
        body: { code: 'purchase-limit-not-valid' },
      });
    });
  });

  describe('invitations', () => {
    const invitations = async (address: string) =>
      (await service.events.all(identityMailRequested)).filter(
        ({ data }) => data.template === 'invitation' && data.to === address,
      );

    it('are mailed when they are asked for, at creation or later, to who has no password', async () => {
      const [one, other, third] = [
        await create({ invite: true }),
        await create(),
        await create({ invite: true, password: someone().password }),
      ];
      const keyed = employee.with({ 'idempotency-key': uuidv7() });

      const invited = await keyed.post(`/v1/contacts/${other.body.id}/invitations`);
      await keyed.post(`/v1/contacts/${other.body.id}/invitations`);
      const refused = await employee
        .with({ 'idempotency-key': uuidv7() })
        .post(`/v1/contacts/${third.body.id}/invitations`);

      expect(invited.status).toBe(202);
      expect(refused).toMatchObject({ status: 409, body: { code: 'contact-has-password' } });
      await eventually(async () => expect(await invitations(other.body.email)).toHaveLength(1));
      expect(await invitations(one.body.email)).toHaveLength(1);
      expect(await invitations(third.body.email)).toHaveLength(0);
    });
  });

  describe('PATCH /v1/contacts/{id}', () => {
    it('changes what is given, takes away what is null, and announces it', async () => {
      const { body } = await create({ phone: '+47 22 12 34 56' });

      const edited = await edit(body.id, 1, { firstName: 'Łukasz', phone: null, options: { theme: 'dark' } });

      expect(edited).toMatchObject({
        status: 200,
        headers: { etag: '"2"' },
        body: { firstName: 'Łukasz', phone: null, email: body.email, options: { theme: 'dark' } },
      });
      await eventually(async () =>
        expect(await service.events.next(contactChanged, body.id)).toMatchObject({
          aggregate: { version: 2 },
          data: { firstName: 'Łukasz', email: body.email, enabled: true },
        }),
      );
    });

    it('ends the sessions of a contact that is switched off', async () => {
      const { email, password } = someone();
      const made = await create({ email, password });
      const login = () => service.api.post<Tokens>('/v1/auth/login', { email, password });
      const session = await login();

      await edit(made.body.id, 1, { enabled: false });
      const refreshed = await service.api.post('/v1/auth/refresh', {
        refreshToken: session.body.refreshToken,
      });
      const refused = await login();
      await edit(made.body.id, 2, { enabled: true });

      expect([session.status, refreshed.status, refused.status]).toEqual([200, 401, 401]);
      expect((await login()).status).toBe(200);
    });

    it('lets one of ten changes at once through', async () => {
      const { body } = await create();

      const answers = await Promise.all(
        Array.from({ length: 10 }, (_unused, i) => edit(body.id, 1, { phone: `+47 22 12 34 5${i}` })),
      );

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    });

    it('keeps nothing when the event cannot be written', async () => {
      const { body } = await create();
      service.failNextEvent();

      expect(await edit(body.id, 1, { firstName: 'Other' })).toMatchObject({ status: 500 });
      expect(await employee.get(`/v1/contacts/${body.id}`)).toMatchObject({ body: { version: 1 } });
    });

    it('refuses an address that is taken, and needs the version', async () => {
      const [{ body }, { body: other }] = [await create(), await create()];

      expect(await edit(body.id, 1, { email: other.email.toUpperCase() })).toMatchObject({ status: 409 });
      expect((await employee.patch(`/v1/contacts/${body.id}`, { firstName: 'A' })).status).toBe(428);
    });
  });

  describe('links', () => {
    const limit = { amount: '10', currency: 'EUR', startsOn: '2026-02-01', endsOn: '2026-02-28' };

    it('are made, replaced, changed and removed, each of which is announced', async () => {
      const customerId = await aCustomer();
      const { body: contact } = await create();
      const path = pathOf(contact.id, customerId);

      const made = await employee.put<Link>(path, { profileId: PROFILES.buyer, purchaseLimit: limit });
      const replaced = await employee.put<Link>(path, { profileId: PROFILES.manager });
      const edited = await employee.with({ 'if-match': '"2"' }).patch(path, { purchaseLimit: MONTHLY });
      const read = await employee.get(path);
      const removed = await employee.delete(path);
      const gone = await employee.get(path);

      expect(made).toMatchObject({
        status: 200,
        body: { purchaseLimit: { ...limit, repeats: null }, version: 1 },
      });
      expect(replaced.body).toMatchObject({
        id: made.body.id,
        profile: { code: 'manager' },
        purchaseLimit: null,
      });
      expect(edited).toMatchObject({
        status: 200,
        headers: { etag: '"3"' },
        body: { profile: { code: 'manager' }, purchaseLimit: MONTHLY },
      });
      expect(read.body).toEqual(edited.body);
      expect([removed.status, gone.status]).toEqual([204, 404]);
      expect(await service.events.next(linkChanged, made.body.id)).toMatchObject({
        aggregate: { version: 3 },
      });
      expect(await service.events.next(linkRemoved, made.body.id)).toMatchObject({
        aggregate: { version: 4 },
        data: { linkId: made.body.id, contactId: contact.id, customerId },
      });
      expect(await service.events.next(linkChanged, made.body.id)).toMatchObject({
        aggregate: { version: 3 },
      });
    });

    it('end the session for the customer when they are removed', async () => {
      const customerId = await aCustomer();
      const { password } = someone();
      const { body } = await create({ password, links: [{ customerId, profileId: PROFILES.buyer }] });
      const session = await service.api.post<Tokens>('/v1/auth/login', { email: body.email, password });

      await employee.delete(pathOf(body.id, customerId));

      expect(
        await service.api.post('/v1/auth/refresh', { refreshToken: session.body.refreshToken }),
      ).toMatchObject({ status: 401 });
    });

    it('keep one Administrator when two remove each other at once', async () => {
      const { customer, contact } = (await register(service)).body;
      const { body: other } = await create({
        links: [{ customerId: customer.id, profileId: PROFILES.administrator }],
      });

      const answers = await Promise.all(
        [contact.id, other.id].map((id) => employee.delete<{ code: string }>(pathOf(id, customer.id))),
      );

      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('last-administrator');
      expect(await service.db.manager.countBy(ContactLink, { customerId: customer.id })).toBe(1);
    });

    it('wait for each other: the second to step down sees that the first has', async () => {
      const { customer, contact } = (await register(service)).body;
      const { body: other } = await create({
        links: [{ customerId: customer.id, profileId: PROFILES.administrator }],
      });
      const stepDown = (id: string) =>
        employee.with({ 'if-match': '"1"' }).patch(pathOf(id, customer.id), { profileId: PROFILES.buyer });
      let meanwhile: ReturnType<typeof stepDown> | undefined;
      const outbox = service.app.get(Outbox);
      const add = outbox.add.bind(outbox);
      jest.spyOn(outbox, 'add').mockImplementationOnce(async (...values) => {
        // The first has changed its link and not committed; the second begins, and has to wait.
        meanwhile = stepDown(other.id);
        await waitingForLock(service);
        await add(...values);
      });

      const first = await stepDown(contact.id);

      expect(first.status).toBe(200);
      expect(await meanwhile).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
    });

    it('do not count an Administrator that cannot log in', async () => {
      const { customer, contact } = (await register(service)).body;
      const links = [{ customerId: customer.id, profileId: PROFILES.administrator }];
      await create({ enabled: false, links });

      expect(await employee.delete(pathOf(contact.id, customer.id))).toMatchObject({ status: 409 });
    });

    it('refuse a profile, a contact and a customer that are not there, and a stale version', async () => {
      const customerId = await aCustomer();
      const { body } = await create({ links: [{ customerId, profileId: PROFILES.buyer }] });
      const path = pathOf(body.id, customerId);
      const buyer = { profileId: PROFILES.buyer };

      expect(await employee.put(path, { profileId: uuidv7() })).toMatchObject({
        status: 422,
        body: { code: 'profile-unknown' },
      });
      expect((await employee.put(pathOf(uuidv7(), customerId), buyer)).status).toBe(404);
      expect((await employee.put(pathOf(body.id, uuidv7()), buyer)).status).toBe(404);
      expect((await employee.patch(path, buyer)).status).toBe(428);
      expect((await employee.with({ 'if-match': '"9"' }).patch(path, buyer)).status).toBe(412);
      expect((await employee.delete(pathOf(body.id, await aCustomer()))).status).toBe(404);
    });
  });

  describe('POST /v1/contacts/purchase-limits', () => {
    it('sets and takes away what it can, tells what it cannot, and announces each', async () => {
      const [customerId, other] = [await aCustomer(), await aCustomer()];
      const { body } = await create({
        links: [
          { customerId, profileId: PROFILES.buyer },
          { customerId: other, profileId: PROFILES.buyer, purchaseLimit: MONTHLY },
        ],
      });
      const bad = { ...MONTHLY, endsOn: '2026-12-31' };
      const stranger = await aCustomer();

      const answer = await employee.post('/v1/contacts/purchase-limits', {
        items: [
          { contactId: body.id, customerId, purchaseLimit: MONTHLY },
          { contactId: body.id, customerId: other, purchaseLimit: null },
          { contactId: body.id, customerId: stranger, purchaseLimit: MONTHLY },
          { contactId: uuidv7(), customerId, purchaseLimit: bad },
        ],
      });

      expect(answer).toMatchObject({
        status: 200,
        body: {
          items: [
            { contactId: body.id, customerId, set: true, code: null },
            { customerId: other, set: true },
            { customerId: stranger, set: false, code: 'link-not-found' },
            { set: false, code: 'purchase-limit-not-valid' },
          ],
        },
      });
      expect(await employee.get(pathOf(body.id, customerId))).toMatchObject({
        body: { purchaseLimit: MONTHLY, version: 2 },
      });
      expect(await employee.get(pathOf(body.id, other))).toMatchObject({ body: { purchaseLimit: null } });
      await eventually(async () =>
        expect(await service.events.next(linkChanged, body.links[0]?.id ?? '')).toMatchObject({
          aggregate: { version: 2 },
          data: { purchaseLimit: { amount: '500.5' } },
        }),
      );
    });

    it('does it once for ten requests with one key', async () => {
      const customerId = await aCustomer();
      const { body } = await create({ links: [{ customerId, profileId: PROFILES.buyer }] });
      const items = [{ contactId: body.id, customerId, purchaseLimit: MONTHLY }];
      const api = employee.with({ 'idempotency-key': uuidv7() });

      await Promise.all(
        Array.from({ length: 10 }, () => api.post('/v1/contacts/purchase-limits', { items })),
      );

      expect(await employee.get(pathOf(body.id, customerId))).toMatchObject({ body: { version: 2 } });
    });

    it.each([
      [{ amount: '-1' }, '/items/0/purchaseLimit/amount'],
      [{ currency: 'EURO' }, '/items/0/purchaseLimit/currency'],
      [{ startsOn: '2026-02-30' }, '/items/0/purchaseLimit/startsOn'],
      [{ repeats: 'daily' }, '/items/0/purchaseLimit/repeats'],
    ])('refuses %j and points to %s', async (changes, pointer) => {
      const items = [
        { contactId: uuidv7(), customerId: uuidv7(), purchaseLimit: { ...MONTHLY, ...changes } },
      ];

      expect(await employee.post('/v1/contacts/purchase-limits', { items })).toMatchObject({
        status: 422,
        body: { errors: [expect.objectContaining({ pointer })] },
      });
    });
  });

  describe('GET /v1/contacts', () => {
    const found = async (query: string) => {
      const { body } = await employee.get<{ items: ContactAnswer[] }>(`/v1/contacts?${query}`);
      return body.items.map(({ id }) => id);
    };

    it('finds by words, names, address, customer, profile and state', async () => {
      const customerId = await aCustomer();
      const [{ body: one }, { body: other }] = [
        await create({
          ...{ firstName: 'Ingrid', lastName: 'Sørensen', email: 'ingrid@unique.example', enabled: false },
          links: [{ customerId, profileId: PROFILES.viewer }],
        }),
        await create({ firstName: 'Ingrid', lastName: 'Åsen' }),
      ];

      expect(await found('q=ingrid%20SØREN')).toEqual([one.id]);
      expect(await found('q=ingrid@unique')).toEqual([one.id]);
      expect(await found('q=ingrid&sort=lastName')).toEqual([one.id, other.id]);
      expect(await found('firstName=Ingrid&lastName=Ås')).toEqual([other.id]);
      expect(await found('email=INGRID@unique')).toEqual([one.id]);
      expect(await found(`customerId=${customerId}&profileId=${PROFILES.viewer}`)).toEqual([one.id]);
      expect(await found(`customerId=${customerId}&profileId=${PROFILES.buyer}`)).toEqual([]);
      expect(await found('q=ingrid&enabled=false')).toEqual([one.id]);
      expect(await found('q=nobody')).toEqual([]);
    });

    it('goes on where the page before ended', async () => {
      await Promise.all(Array.from({ length: 5 }, () => create({ lastName: 'Paged' })));
      const seen: string[] = [];
      let cursor = '';
      for (;;) {
        const { body } = await employee.get<{
          items: ContactAnswer[];
          nextCursor: string | null;
          total: number;
        }>(`/v1/contacts?lastName=paged&limit=2&count=true&sort=-lastName${cursor}`);
        expect(body.total).toBe(5);
        seen.push(...body.items.map(({ id }) => id));
        if (body.nextCursor === null) break;
        cursor = `&cursor=${body.nextCursor}`;
      }

      expect(new Set(seen).size).toBe(5);
    });

    it.each(['sort=passwordHash', 'limit=0', 'surname=x', 'customerId=x'])('refuses %s', async (query) => {
      expect((await employee.get(`/v1/contacts?${query}`)).status).toBe(422);
    });
  });
});

describe('contacts of another shop', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startIdentity();
  });

  afterAll(() => service.stop());

  it('are not there, for any verb', async () => {
    const { customer, contact } = (await register(service)).body;
    const stranger = await service.api.as(anEmployee());
    const own = (await service.api.as(employeeOfShop())).get(`/v1/contacts/${contact.id}`);
    const [path, link] = [`/v1/contacts/${contact.id}`, `/v1/contacts/${contact.id}/links/${customer.id}`];
    const versioned = stranger.with({ 'if-match': '"1"' });

    const answers = [
      await stranger.get(path),
      await versioned.patch(path, { firstName: 'Mine' }),
      await stranger.get(link),
      await stranger.put(link, { profileId: PROFILES.buyer }),
      await versioned.patch(link, { profileId: PROFILES.buyer }),
      await stranger.delete(link),
    ];
    const limits = await stranger.post('/v1/contacts/purchase-limits', {
      items: [{ contactId: contact.id, customerId: customer.id, purchaseLimit: MONTHLY }],
    });

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect(limits.body).toMatchObject({ items: [{ set: false, code: 'link-not-found' }] });
    expect(await stranger.get('/v1/contacts')).toMatchObject({ body: { items: [] } });
    expect(await own).toMatchObject({ body: { version: 1, links: [{ version: 1, purchaseLimit: null }] } });
  });

  it('and all contacts are for employees with the permission only', async () => {
    const { customer, contact } = (await register(service)).body;
    const path = `/v1/contacts/${contact.id}`;
    const buyer = await service.api.as(contactOf(customer.id));
    const reader = await service.api.as(employeeOfShop('customers:read'));

    expect((await buyer.get(path)).status).toBe(403);
    expect((await service.api.get(path)).status).toBe(401);
    expect((await reader.get(path)).status).toBe(200);
    expect((await reader.patch(path, {})).status).toBe(403);
    expect((await reader.delete(`${path}/links/${customer.id}`)).status).toBe(403);
    expect((await reader.post('/v1/contacts/purchase-limits', { items: [] })).status).toBe(403);
  });
});
