import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
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
    await add(contact, id, { city: 'Ålesund', postcode: '6002', country: 'NO', lastName: 'Ås' });
    await add(contact, id, { city: 'ålgård', postcode: '4330', country: 'NO', lastName: 'Berg' });

    const { body } = await employee.get<{ items: { city: string }[]; total: number }>(
      '/v1/addresses?country=NO&city=%C3%A5l&sort=city&count=true',
    );

    expect(body).toMatchObject({ total: 2, items: [{ city: 'Ålesund' }, { city: 'ålgård' }] });
    expect(await employee.get('/v1/addresses?lastName=berg')).toMatchObject({
      body: { items: [{ lastName: 'Berg' }] },
    });
  });

  it.each([
    ['vatNumber=NO123456789MVA', { vatNumber: 'NO123456789MVA' }],
    ['identificationNumber=ID-77', { identificationNumber: 'ID-77' }],
    ['company=b%C3%B8k&sort=company', { company: 'Bøkene AS' }],
    ['firstName=zo&sort=-firstName', { firstName: 'Zoë' }],
    ['postcode=17-1', { postcode: '17-123' }],
    ['region=Pomorskie&defaultInvoice=false&sort=postcode', { region: 'Pomorskie' }],
    ['createdFrom=2026-01-01T00:00:00Z&createdTo=2999-01-01T00:00:00Z&sort=-updatedAt', {}],
    ['updatedFrom=2026-01-01T00:00:00Z&updatedTo=2999-01-01T00:00:00Z&sort=country', {}],
  ])('are found by ?%s', async (query, changes) => {
    const { id, contact } = await aCustomer();
    await add(contact, id);
    const { body: wanted } = await add(contact, id, changes);

    const found = await employee.get<{ items: { id: string }[] }>(`/v1/addresses?customerId=${id}&${query}`);

    expect(found.body.items.map((item) => item.id)).toContain(wanted.id);
    expect(found.body.items).toHaveLength(Object.keys(changes).length === 0 ? 2 : 1);
    const others = await employee.get(`/v1/addresses?customerId=${uuidv7()}&${query}`);
    expect(others).toMatchObject({ body: { items: [] } });
  });

  it('are given page by page in any order', async () => {
    const { id, contact } = await aCustomer();
    const companies = ['Aksel', undefined, 'Zeta', undefined, 'Mika'];
    for (const company of companies) await add(contact, id, { company });

    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body }: { body: { items: { company: unknown }[]; nextCursor: string | null } } =
        await contact.get(`/v1/addresses?limit=2&sort=company${next}`);
      seen.push(...body.items.map(({ company }) => company));
      cursor = body.nextCursor;
    }

    expect(seen).toEqual(['Aksel', 'Mika', 'Zeta', null, null]);
  });

  it('follow the rules of their country', async () => {
    const { id, contact } = await aCustomer();
    const { body } = await add(contact, id);

    const moved = await edit(contact, body, { country: 'US' });
    const movedWell = await edit(contact, body, {
      country: 'US',
      region: 'CA',
      postcode: '94016',
      city: 'Colma',
    });

    expect(moved).toMatchObject({
      status: 422,
      body: {
        errors: [
          { pointer: '/postcode', code: 'postcode' },
          { pointer: '/region', code: 'needed-in-country' },
        ],
      },
    });
    expect(movedWell).toMatchObject({ status: 200, body: { country: 'US', region: 'CA', version: 2 } });
  });

  it('from before a rule of their country can still be changed in other respects', async () => {
    const { id, contact } = await aCustomer();
    const { body } = await add(contact, id);
    await service.db.manager.update(Address, body.id, { postcode: null });

    expect(await edit(contact, body, { note: 'Ring twice' })).toMatchObject({ status: 200 });
  });

  it.each([
    [{ country: 'pl' }, '/country'],
    [{ country: 'XX' }, '/country'],
    [{ city: '' }, '/city'],
    [{ firstName: 'www.example.com' }, '/firstName'],
    [{ phone: 'call me' }, '/phone'],
    [{ customerId: 'other' }, '/customerId'],
    [{ defaultInvoice: null }, '/defaultInvoice'],
    [{ postcode: '80831' }, '/postcode'],
    [{ postcode: undefined }, '/postcode'],
    [{ region: 'PL-99' }, '/region'],
    [{ country: 'IT', postcode: '00118' }, '/region'],
    [{ country: 'ES', postcode: '28013', region: 'Madrid' }, '/identificationNumber'],
  ])('refuse %j and point to %s', async (changes, pointer) => {
    const { id, contact } = await aCustomer();

    expect(await add(contact, id, changes)).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ pointer })] },
    });
  });
});
