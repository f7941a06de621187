import {
  auditEntriesRecorded,
  contactChanged,
  customerChanged,
  customerClosed,
  customerRestored,
  DEFAULT_SHOP_ID,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { ChainerService } from '../src/audit/chainer.service';
import { Contact } from '../src/contacts/contact.entity';
import { employeeOfShop, register, someone, startIdentity } from './identity';

describe('closing customers', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const aCustomer = async (changes: Record<string, unknown> = {}) => {
    const person = someone(changes);
    const { body } = await service.api.post<{ customer: { id: string }; contact: { id: string } }>(
      '/v1/registrations',
      person,
    );
    return {
      id: body.customer.id,
      contactId: body.contact.id,
      email: person.email,
      password: person.password,
    };
  };
  const command = (id: string, name: string, api = employee) => api.post(`/v1/customers/${id}/${name}`);
  const logIn = (person: { email: string; password: string }) =>
    service.api.post('/v1/auth/login', { email: person.email, password: person.password });
  const isListed = async (id: string, query = '') =>
    (await employee.get<{ items: unknown[] }>(`/v1/customers?id=${id}${query}`)).body.items.length === 1;

  it('releases a customer: hidden, unusable, its e-mail address free', async () => {
    const customer = await aCustomer();

    const released = await command(customer.id, 'release');

    expect(released).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { state: 'released', closedAt: expect.stringMatching(/^20/) },
    });
    expect(await isListed(customer.id)).toBe(false);
    expect(await isListed(customer.id, '&state=released')).toBe(true);
    expect((await logIn(customer)).status).toBe(401);
    expect((await register(service, { email: customer.email })).status).toBe(201);
    expect(await service.events.next(customerClosed, customer.id)).toMatchObject({
      aggregate: { version: 2 },
      data: { state: 'released' },
    });
  });

  it('blocks a customer: hidden, unusable, its e-mail address taken', async () => {
    const customer = await aCustomer();

    expect(await command(customer.id, 'block')).toMatchObject({ body: { state: 'blocked' } });
    expect((await logIn(customer)).status).toBe(401);
    expect((await register(service, { email: customer.email })).status).toBe(409);
    expect(await isListed(customer.id, '&state=closed')).toBe(true);
  });

  it('restores it, unless somebody has its e-mail address by now', async () => {
    const [blocked, released, late] = [await aCustomer(), await aCustomer(), await aCustomer()];
    await command(blocked.id, 'block');
    await command(released.id, 'release');
    await command(late.id, 'release');
    await register(service, { email: late.email });

    expect(await command(blocked.id, 'restore')).toMatchObject({ body: { state: 'open', closedAt: null } });
    expect(await command(released.id, 'restore')).toMatchObject({ status: 200 });
    expect(await command(late.id, 'restore')).toMatchObject({ status: 409, body: { code: 'email-taken' } });
    expect(await command(late.id, 'block')).toMatchObject({ status: 409 });
    expect((await logIn(released)).status).toBe(200);
    expect(await service.events.next(customerRestored, released.id)).toMatchObject({
      aggregate: { version: 3 },
    });
  });

  it('erases what is known of a customer and its contact, for good', async () => {
    const customer = await aCustomer({ company: 'Secret AS', phone: '+47 22 12 34 56', newsletter: true });
    await employee.post(`/v1/customers/${customer.id}/notes`, { text: 'secret' });

    const erased = await command(customer.id, 'erase');

    expect(erased.body).toMatchObject({
      ...{ state: 'erased', firstName: 'Erased', company: null, phone: null, newsletter: false },
      ...{ email: `erased-${customer.id}@erased.invalid`, addresses: [], enabled: false },
    });
    expect(await service.db.manager.findOneByOrFail(Contact, { id: customer.contactId })).toMatchObject({
      ...{ firstName: 'Erased', passwordHash: null, enabled: false, phone: null },
    });
    expect((await employee.get(`/v1/customers/${customer.id}/notes`)).body).toMatchObject({ items: [] });
    expect((await employee.get(`/v1/customers?state=any&q=${customer.email}`)).body).toMatchObject({
      items: [],
    });
    expect((await logIn(customer)).status).toBe(401);
    expect((await register(service, { email: customer.email })).status).toBe(201);
    expect(await command(customer.id, 'restore')).toMatchObject({ body: { code: 'customer-erased' } });
    expect(await service.events.next(customerClosed, customer.id)).toMatchObject({
      data: { state: 'erased' },
    });
    expect(await service.events.next(customerChanged, customer.id)).toMatchObject({
      data: { firstName: 'Erased', email: `erased-${customer.id}@erased.invalid` },
    });
    expect(await service.events.next(contactChanged, customer.contactId)).toMatchObject({
      data: { firstName: 'Erased', enabled: false },
    });
  });

  it('erases documents, pages and looks with it, and what the audit log says of the person', async () => {
    const customer = await aCustomer();
    await employee.upload(`/v1/documents?customerId=${customer.id}&name=secret.txt`, Buffer.from('secret'));
    await employee.post('/v1/pages', { slug: `secret-${customer.id}`, customerId: customer.id });
    await employee.post('/v1/graphical-profiles', { customerId: customer.id, headerText: { en: 'secret' } });

    await command(customer.id, 'erase');
    await service.events.handledBy('identity-audit-erasures', customerClosed.type);
    await service.events.publish(lateEntry(customer.id));
    await service.events.handledBy('identity-audit', auditEntriesRecorded.type);

    const listed = (path: string) => employee.get(`/v1/${path}?customerId=${customer.id}`);
    for (const path of ['documents', 'graphical-profiles', 'pages'])
      expect(await listed(path)).toMatchObject({ body: { items: [] } });
    const log = [
      (await employee.get(`/v1/audit?customerId=${customer.id}&limit=200`)).body,
      (await employee.get(`/v1/audit?actorId=${customer.contactId}&limit=200`)).body,
    ];
    expect(log).toMatchObject([
      {
        items: expect.arrayContaining([
          expect.objectContaining({ operation: 'closures.erase', address: '127.0.0.1' }),
        ]),
      },
      { items: [{ operation: 'registrations.register', after: null, address: null }] },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/Björk|secret/);
    expect(await service.events.next(customerClosed, customer.id)).toMatchObject({
      data: { contactIds: [customer.contactId] },
    });
    await service.app.get(ChainerService).chain();
    expect((await employee.get('/v1/audit/verify')).body).toMatchObject({ faults: [] });
  });

  it('keeps a contact that acts for another customer, too', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    const [profile] = (await employee.get<{ items: { id: string }[] }>('/v1/profiles')).body.items;
    await employee.put(`/v1/contacts/${one.contactId}/links/${other.id}`, { profileId: profile?.id });

    await command(one.id, 'erase');

    expect(await service.db.manager.findOneByOrFail(Contact, { id: one.contactId })).toMatchObject({
      email: one.email,
      enabled: true,
    });
  });

  it('is done once of ten at once', async () => {
    const { id } = await aCustomer();

    const answers = await Promise.all(Array.from({ length: 10 }, () => command(id, 'release')));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await employee.get(`/v1/customers/${id}`)).toMatchObject({ body: { version: 2 } });
  });

  it('keeps nothing when the event cannot be written', async () => {
    const { id } = await aCustomer();
    service.failNextEvent();

    expect((await command(id, 'erase')).status).toBe(500);
    expect(await employee.get(`/v1/customers/${id}`)).toMatchObject({ body: { state: 'open', version: 1 } });
  });

  it('leaves closed customers as they are', async () => {
    const { id } = await aCustomer();
    await command(id, 'block');

    expect(
      await employee.with({ 'if-match': '"2"' }).patch(`/v1/customers/${id}`, { firstName: 'New' }),
    ).toMatchObject({ status: 409, body: { code: 'customer-closed' } });
  });

  it.each(['release', 'block', 'erase', 'restore'])(
    'is not for another shop, nor for readers: %s',
    async (name) => {
      const { id } = await aCustomer();
      const reader = await service.api.as(employeeOfShop('customers:read'));

      expect(await command(id, name, await service.api.as(anEmployee()))).toMatchObject({
        status: 404,
        body: { code: 'customer-not-found' },
      });
      expect((await command(id, name, reader)).status).toBe(403);
    },
  );
});

/** What another service tells of a customer. */
const lateEntry = (customerId: string) =>
  auditEntriesRecorded.create(
    {
      ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID },
      ...{ actor: systemActor('test'), occurredAt: new Date() },
    },
    {
      entries: auditEntriesRecorded.example.entries.map((entry) => ({
        ...{ ...entry, id: uuidv7(), customerId, details: '{"after":{"firstName":"Björk"}}' },
      })),
    },
  );
