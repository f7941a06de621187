import type { TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Contact } from '../../src/contacts/contact.entity';
import { ContactLink } from '../../src/contacts/contact-link.entity';
import { Customer } from '../../src/customers/customer.entity';
import { Employee } from '../../src/employees/employee.entity';
import { bearing, OWNER, register, someone, startListening, type Tokens } from '../identity';

interface Login extends Tokens {
  readonly customer: { readonly id: string } | null;
  readonly customers: readonly { readonly id: string }[];
}

const argon2 = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
const verified = jest.fn<Promise<boolean>, [string, string]>();
jest.mock('@node-rs/argon2', () => ({
  ...jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2'),
  verify: (hash: string, password: string) => verified(hash, password),
}));

describe('logging in', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startListening();
  });

  beforeEach(() => {
    verified.mockReset().mockImplementation((hash, password) => argon2.verify(hash, password));
  });

  afterAll(() => service.stop());

  const password = someone().password;
  const login = (email: string, secret = password) =>
    service.api.post<Login>('/v1/auth/login', { email, password: secret });

  it('chooses the only customer and says who is logged in', async () => {
    const { body: registered } = await register(service, { email: 'only@example.com' });

    const { status, body } = await login('Only@Example.com');
    const me = await bearing(service.api, body).get('/v1/me');

    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        tokenType: 'Bearer',
        expiresIn: 300,
        customer: {
          id: registered.customer.id,
          number: registered.customer.number,
          profile: { code: 'administrator', name: { en: 'Administrator' } },
        },
        customers: [{ id: registered.customer.id }],
      },
    });
    expect(me).toMatchObject({
      status: 200,
      body: { kind: 'contact', id: registered.contact.id, customer: { id: registered.customer.id } },
    });
    expect(me.body.permissions).toContain('orders:place');
  });

  it('lets a contact of several customers choose one', async () => {
    const { body: own } = await register(service, { email: 'several@example.com' });
    const { body: other } = await register(service);
    const { body: foreign } = await register(service);
    const link = await service.db.manager.findOneByOrFail(ContactLink, { contactId: own.contact.id });
    await service.db.manager.insert(ContactLink, {
      ...link,
      id: uuidv7(),
      customerId: other.customer.id,
    });

    const { body } = await login('several@example.com');
    const before = await bearing(service.api, body).get('/v1/profiles');
    const chosen = await bearing(service.api, body).post<Login>('/v1/auth/customer', {
      customerId: other.customer.id,
    });
    const refreshed = await service.api.post<Tokens>('/v1/auth/refresh', {
      refreshToken: chosen.body.refreshToken,
    });
    const me = await bearing(service.api, refreshed.body).get('/v1/me');
    const refused = await bearing(service.api, body).post('/v1/auth/customer', {
      customerId: foreign.customer.id,
    });

    expect(body.customer).toBeNull();
    expect(body.customers.map(({ id }) => id)).toEqual([own.customer.id, other.customer.id]);
    expect(before).toMatchObject({ status: 403, body: { code: 'customer-not-chosen' } });
    expect(chosen).toMatchObject({ status: 200, body: { customer: { id: other.customer.id } } });
    expect(me.body).toMatchObject({ customer: { id: other.customer.id } });
    expect(refused).toMatchObject({ status: 404, body: { code: 'customer-not-available' } });
  });

  it('answers alike, after one verification, to all that must not be told apart', async () => {
    const { body: disabled } = await register(service, { email: 'disabled@example.com' });
    const { body: off } = await register(service, { email: 'off@example.com' });
    await register(service, { email: 'known@example.com' });
    const { body: invited } = await register(service, { email: 'invited@example.com' });
    await service.db.manager.update(Contact, disabled.contact.id, { enabled: false });
    await service.db.manager.update(Customer, off.customer.id, { enabled: false });
    await service.db.manager.update(Contact, invited.contact.id, { passwordHash: null });

    const answers = [
      await login('unknown@example.com'),
      await login('no address'),
      await login('known@example.com', 'a wrong password'),
      await login('disabled@example.com'),
      await login('off@example.com'),
      await login('invited@example.com'),
    ];

    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({
        status: 401,
        body: {
          ...{ type: 'urn:problem:credentials-not-valid', code: 'credentials-not-valid', status: 401 },
          ...{ title: expect.any(String), traceId: expect.any(String) },
        },
      });
    }
    expect(verified).toHaveBeenCalledTimes(answers.length);
    for (const [hash] of verified.mock.calls) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('lets the first Owner in, with all permissions, and keeps contacts and employees apart', async () => {
    const { status, body } = await service.api.post<Tokens>('/v1/auth/employees/login', OWNER);
    const employees = await bearing(service.api, body).get('/v1/employees');
    const me = await bearing(service.api, body).get('/v1/me');

    expect({ status, body }).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 300 } });
    expect(employees).toMatchObject({
      status: 200,
      body: { items: [{ email: OWNER.email, role: { name: { en: 'Owner' } } }] },
    });
    expect(me.body).toMatchObject({ kind: 'employee', customer: null });
    expect(await login(OWNER.email, OWNER.password)).toMatchObject({ status: 401 });
  });

  it('lets nobody in as an employee with a wrong password, or when switched off', async () => {
    const wrong = await service.api.post('/v1/auth/employees/login', { ...OWNER, password: 'not mine' });
    await service.db.manager.update(Employee, { email: OWNER.email }, { enabled: false });
    const off = await service.api.post('/v1/auth/employees/login', OWNER);
    await service.db.manager.update(Employee, { email: OWNER.email }, { enabled: true });

    expect([wrong.status, off.status]).toEqual([401, 401]);
    expect(verified).toHaveBeenCalledTimes(2);
  });

  it('gives visitors a token for what visitors may do', async () => {
    const { status, body } = await service.api.post<Tokens & { visitorId: string }>('/v1/auth/visitor');
    const visitor = bearing(service.api, body);

    expect({ status, body }).toMatchObject({ status: 200, body: { expiresIn: 2_592_000 } });
    expect(await visitor.get('/v1/titles')).toMatchObject({ status: 200 });
    expect(await visitor.get('/v1/me')).toMatchObject({ status: 403 });
  });

  it.each([[{}], [{ email: 'a@example.com' }], [{ email: 1, password: [] }]])(
    'refuses %j as a log-in',
    async (body) => {
      expect(await service.api.post('/v1/auth/login', body)).toMatchObject({ status: 422 });
    },
  );
});
