import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { Address } from '../src/addresses/address.entity';
import { contactOf, employeeOfShop, register, startIdentity } from './identity';

interface AddressAnswer {
  readonly id: string;
  readonly version: number;
}

const HOME = {
  alias: 'Home',
  firstName: 'Łukasz',
  lastName: 'Nowak',
  line1: 'ul. Długa 7',
  postcode: '80-831',
  city: 'Gdańsk',
  country: 'PL',
};

describe('addresses', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const aCustomer = async (): Promise<{ id: string; contact: Api }> => {
    const { id } = (await register(service)).body.customer;
    return { id, contact: await service.api.as(contactOf(id)) };
  };
  const add = (api: Api, customerId: string, changes: Record<string, unknown> = {}) =>
    api.post<AddressAnswer>(`/v1/customers/${customerId}/addresses`, { ...HOME, ...changes });
  const edit = (api: Api, { id, version }: AddressAnswer, changes: Record<string, unknown>) =>
    api.with({ 'if-match': `"${version}"` }).patch<AddressAnswer>(`/v1/addresses/${id}`, changes);

  it('are made, read, changed and deleted by their own customer', async () => {
    const { id, contact } = await aCustomer();

    const created = await add(contact, id, { mobilePhone: '+48 58 301 20 16' });
    const read = await contact.get(`/v1/addresses/${created.body.id}`);
    const edited = await edit(contact, created.body, { city: 'Sopot', mobilePhone: null });
    const listed = await contact.get('/v1/addresses');
    const deleted = await contact.delete(`/v1/addresses/${created.body.id}`);
    const gone = await contact.get(`/v1/addresses/${created.body.id}`);

    expect(created).toMatchObject({ status: 201, body: { ...HOME, customerId: id, version: 1 } });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: created.body });
    expect(edited).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { city: 'Sopot', mobilePhone: null, postcode: '80-831', version: 2 },
    });
    expect(listed).toMatchObject({ body: { items: [{ id: created.body.id }] } });
    expect([deleted.status, gone.status]).toEqual([204, 404]);
  });

  it('are part of the customer', async () => {
    const { id, contact } = await aCustomer();
    await add(contact, id);
    await add(contact, id, { alias: 'Work' });

    expect(await employee.get(`/v1/customers/${id}`)).toMatchObject({
      body: { addresses: [{ alias: 'Home', country: 'PL' }, { alias: 'Work' }] },
    });
  });

  it('have one default of each kind: the first, until another takes its place', async () => {
    const { id, contact } = await aCustomer();
    const { body: first } = await add(contact, id);
    const { body: second } = await add(contact, id, { defaultInvoice: true });
    const { body: third } = await add(contact, id);
    await edit(contact, third, { defaultDelivery: true });

    const { body } = await contact.get<{ items: Address[] }>('/v1/addresses');

    expect(body.items).toMatchObject([
      { id: first.id, defaultDelivery: false, defaultInvoice: false, version: 3 },
      { id: second.id, defaultDelivery: false, defaultInvoice: true },
      { id: third.id, defaultDelivery: true, defaultInvoice: false, version: 2 },
    ]);
  });

  it('keep one default when ten are added at once', async () => {
    const { id, contact } = await aCustomer();

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => add(contact, id, { defaultDelivery: true })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(await service.db.manager.countBy(Address, { customerId: id, defaultDelivery: true })).toBe(1);
    expect(await service.db.manager.countBy(Address, { customerId: id, defaultInvoice: true })).toBe(1);
  });

  it('let one of ten changes at once through', async () => {
    const { id, contact } = await aCustomer();
    const { body } = await add(contact, id);

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => edit(contact, body, { line2: `Floor ${i}` })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  it('of another customer, or another shop, are not there', async () => {
    const { id, contact } = await aCustomer();
    const { body } = await add(contact, id);
    const strangers = [(await aCustomer()).contact, await service.api.as(anEmployee())];

    for (const stranger of strangers) {
      expect(await stranger.get(`/v1/addresses/${body.id}`)).toMatchObject({
        status: 404,
        body: { code: 'address-not-found' },
      });
      expect(await edit(stranger, body, { city: 'Mine' })).toMatchObject({ status: 404 });
      expect(await stranger.delete(`/v1/addresses/${body.id}`)).toMatchObject({ status: 404 });
      expect(await add(stranger, id)).toMatchObject({
        status: 404,
        body: { code: 'customer-not-found' },
      });
      expect(await stranger.get(`/v1/addresses?customerId=${id}`)).toMatchObject({ body: { items: [] } });
    }
    expect(await service.db.manager.countBy(Address, { customerId: id, city: 'Gdańsk' })).toBe(1);
  });

  it('are not for contacts without the permission, nor for visitors', async () => {
    const { id } = await aCustomer();
    const viewer = await service.api.as({ ...contactOf(id), permissions: new Set() } as never);

    expect((await viewer.get('/v1/addresses')).status).toBe(403);
    expect((await add(viewer, id)).status).toBe(403);
    expect((await add(service.api, id)).status).toBe(401);
  });

  it('of all customers are listed, filtered and sorted by employees', async () => {
    const { id, contact } = await aCustomer();
    await add(contact, id, { city: 'Ålesund', country: 'NO', lastName: 'Ås' });
    await add(contact, id, { city: 'ålgård', country: 'NO', lastName: 'Berg' });

    const { body } = await employee.get<{ items: { city: string }[]; total: number }>(
      '/v1/addresses?country=NO&city=%C3%A5l&sort=city&count=true',
    );

    expect(body).toMatchObject({ total: 2, items: [{ city: 'Ålesund' }, { city: 'ålgård' }] });
    expect(await employee.get('/v1/addresses?lastName=berg')).toMatchObject({
      body: { items: [{ lastName: 'Berg' }] },
    });
  });

  it.each([
    [{ country: 'pl' }, '/country'],
    [{ country: 'XX' }, '/country'],
    [{ city: '' }, '/city'],
    [{ firstName: 'www.example.com' }, '/firstName'],
    [{ phone: 'call me' }, '/phone'],
    [{ customerId: 'other' }, '/customerId'],
    [{ defaultInvoice: null }, '/defaultInvoice'],
  ])('refuse %j and point to %s', async (changes, pointer) => {
    const { id, contact } = await aCustomer();

    expect(await add(contact, id, changes)).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ pointer })] },
    });
  });
});
