import { DEFAULT_SHOP_ID, type Principal } from '@clientele/contracts';
import { aContact, anEmployee, type Api, aVisitor, type TestService } from '@clientele/testing';
import { Customer } from '../src/customers/customer.entity';
import { VisitMonths } from '../src/visits/visit-months.service';
import { employeeOfShop, register, startIdentity } from './identity';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Visit {
  readonly id: string;
  readonly pages: number;
}

describe('visits', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity({ VISITS_RETENTION_MONTHS: '2' });
    employee = await lasting(employeeOfShop());
  });

  afterEach(() => service.clock.setOffset(0));
  afterAll(() => service.stop());

  const aCustomer = async () => (await register(service)).body.customer.id;
  // Tokens that are good however far the clock is moved.
  const lasting = async (principal: Principal) =>
    service.api.with({ authorization: `Bearer ${await service.tokens.sign(principal, '400d')}` });
  const contactFor = (customerId: string) => lasting(aContact({ shopId: DEFAULT_SHOP_ID, customerId }));
  const see = (api: Api, page = '/tea', referrer?: string) =>
    api.post<Visit>('/v1/visits', { page, referrer });
  const visitsOf = async (customerId: string) =>
    (await employee.get<{ items: Visit[] }>(`/v1/customers/${customerId}/visits`)).body.items;

  it('count pages until there are thirty minutes of silence', async () => {
    const customerId = await aCustomer();
    const contact = await contactFor(customerId);

    await see(contact, '/', 'https://www.search.example/?q=tea');
    service.clock.setOffset(29 * MINUTE);
    await see(contact, '/tea');
    service.clock.setOffset(58 * MINUTE);
    const third = await see(contact, '/cart');
    service.clock.setOffset(89 * MINUTE);
    const later = await see(contact, '/late');

    expect(third).toMatchObject({
      status: 200,
      body: { pages: 3, landingPage: '/', referrerHost: 'search.example', ip: '127.0.0.1' },
    });
    expect(later.body).toMatchObject({ pages: 1, landingPage: '/late', referrerHost: null });
    expect(await visitsOf(customerId)).toMatchObject([
      { id: later.body.id, pages: 1, seconds: 0 },
      { id: third.body.id, pages: 3, seconds: 58 * 60 },
    ]);
  });

  it('are one visit, however many pages are reported at once', async () => {
    const customerId = await aCustomer();
    const contact = await contactFor(customerId);

    await Promise.all(Array.from({ length: 10 }, () => see(contact)));

    expect(await visitsOf(customerId)).toMatchObject([{ pages: 10 }]);
  });

  it('are the last visit of the customer, without making a new version of it', async () => {
    const customerId = await aCustomer();

    await see(await contactFor(customerId));

    expect(await employee.get(`/v1/customers/${customerId}`)).toMatchObject({
      body: { version: 1, lastVisitAt: expect.stringMatching(/^20/) },
    });
  });

  it('are nobody’s when the customer was erased meanwhile', async () => {
    const customerId = await aCustomer();
    const contact = await contactFor(customerId);
    await see(contact);

    await employee.post(`/v1/customers/${customerId}/erase`);
    const late = await see(contact, '/late');

    expect(late).toMatchObject({ status: 200, body: { landingPage: '/late' } });
    expect(await visitsOf(customerId)).toMatchObject([{ ip: null, pages: 1 }]);
    const erased = await service.db.manager.findOneByOrFail(Customer, { id: customerId });
    expect(erased.lastVisitIp).toBeNull();
  });

  it('are of the customer acted for, and of nobody before logging in', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    const contact = aContact({ shopId: DEFAULT_SHOP_ID, customerId: one });

    await see(await service.api.as(contact));
    await see(await service.api.as({ ...contact, customerId: other }));
    const visitor = await see(await service.api.as(aVisitor()));

    expect([(await visitsOf(one)).length, (await visitsOf(other)).length]).toEqual([1, 1]);
    expect(visitor).toMatchObject({ status: 200, body: { pages: 1 } });
  });

  it('are kept in months that are there before they begin, for as long as is set', async () => {
    const customerId = await aCustomer();
    const contact = await contactFor(customerId);
    const months = service.app.get(VisitMonths);
    const tables = async () =>
      (
        await service.db.manager.query<{ name: string }[]>(
          "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'visits'::regclass",
        )
      ).length;
    await months.keep();
    await see(contact);
    service.clock.setOffset(200 * DAY);
    await see(contact);

    await Promise.all([months.keep(), months.keep()]);

    expect(await visitsOf(customerId)).toHaveLength(1);
    expect(await tables()).toBe(4);
    service.clock.setOffset(201 * DAY);
    await see(contact);
    expect(await visitsOf(customerId)).toHaveLength(2);
  });

  it('are for those who may', async () => {
    const customerId = await aCustomer();
    const stranger = await service.api.as(anEmployee());

    expect(await stranger.get(`/v1/customers/${customerId}/visits`)).toMatchObject({
      status: 404,
      body: { code: 'customer-not-found' },
    });
    expect((await (await contactFor(customerId)).get(`/v1/customers/${customerId}/visits`)).status).toBe(403);
    expect((await see(service.api)).status).toBe(401);
    expect((await see(employee)).status).toBe(403);
  });

  it.each([
    [{ page: 'tea' }],
    [{ page: '/a b' }],
    [{}],
    [{ page: '/', referrer: 7 }],
    [{ page: '/', ip: '::1' }],
  ])('refuse %j', async (body) => {
    const visitor = await service.api.as(aVisitor());

    expect(await visitor.post('/v1/visits', body)).toMatchObject({ status: 422 });
  });
});
