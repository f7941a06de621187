import {
  type CustomerDescription,
  customerDescribed,
  DEFAULT_SHOP_ID,
  groupsProjectionRebuildRequested,
  shopChanged,
  systemActor,
} from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { contactOf, employeeOfShop, register, startIdentity } from './identity';

describe('what is told of customers', () => {
  let service: TestService;
  let employee: Api;
  /** Changes what nobody has changed. */
  let first: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    first = employee.with({ 'if-match': '"1"' });
  });

  afterAll(() => service.stop());

  const told = (id: string, expected: Partial<CustomerDescription>) =>
    eventually(async () => {
      const { data } = await service.events.next(customerDescribed, id);
      expect(data).toMatchObject(expected);
    });
  const address = (changes: object = {}) => ({
    ...{
      alias: 'Home',
      firstName: 'Björk',
      lastName: 'G',
      line1: 'Rua 1',
      city: 'Lisboa',
      postcode: '1000-001',
    },
    ...{ country: 'PT', ...changes },
  });

  it('is all that tells them apart, with the first visit, the address and the closing', async () => {
    const { customer } = (await register(service, { birthday: '1984-02-29', language: 'pt' })).body;
    await told(customer.id, { isOpen: true, kind: 'individual', birthday: '1984-02-29', language: 'pt' });

    await employee.post(`/v1/customers/${customer.id}/addresses`, address());
    await told(customer.id, { country: 'PT', postcode: '1000-001' });

    await first.patch(`/v1/customers/${customer.id}`, { newsletter: true });
    await told(customer.id, { newsletter: true, country: 'PT' });

    const contact = await service.api.as(contactOf(customer.id));
    await contact.post('/v1/visits', { page: '/tea' });
    await told(customer.id, { lastVisitAt: expect.any(String) });
  });

  it('is told with versions that grow', async () => {
    const { customer } = (await register(service)).body;
    await told(customer.id, { newsletter: false });
    await first.patch(`/v1/customers/${customer.id}`, { newsletter: true });
    await told(customer.id, { newsletter: true });

    const versions = (await service.events.all(customerDescribed, customer.id)).map(
      ({ aggregate }) => aggregate.version,
    );

    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('is told again when a copy of it is built anew', async () => {
    const { customer } = (await register(service)).body;
    await told(customer.id, { isOpen: true });

    await service.events.publish(
      groupsProjectionRebuildRequested.create(
        {
          ...{ aggregate: { id: customer.id, version: 1 }, shopId: DEFAULT_SHOP_ID },
          ...{ actor: systemActor('test'), occurredAt: new Date() },
        },
        { projection: 'descriptions' },
      ),
    );

    await eventually(async () =>
      expect(await service.events.all(customerDescribed, customer.id)).toHaveLength(2),
    );
    // When it was made, and now.
    expect(await service.events.all(shopChanged, DEFAULT_SHOP_ID)).toHaveLength(2);
  });

  describe('where very many became due together', () => {
    /** By hand, as an import would. */
    const dueInBulk = (id: string, since: string): Promise<void> =>
      service.db.manager.query(
        `INSERT INTO due_descriptions (customer_id, in_bulk, due_at) VALUES ($1, true, now() + $2::interval)`,
        [id, since],
      );
    const timesTold = async (id: string): Promise<number> =>
      (await service.events.all(customerDescribed, id)).length;
    const registered = async (): Promise<string> => {
      const { customer } = (await register(service)).body;
      await told(customer.id, { newsletter: false });
      return customer.id;
    };

    it('lets others pass, and is told when no more become due', async () => {
      const [imported, other] = [await registered(), await registered()];
      await dueInBulk(imported, '1 day');

      await first.patch(`/v1/customers/${other}`, { newsletter: true });
      await told(other, { newsletter: true });
      expect(await timesTold(imported)).toBe(1);
      await service.db.manager.query(`UPDATE due_descriptions SET due_at = now() - interval '3 seconds'`);

      await eventually(async () => expect(await timesTold(imported)).toBe(2));
    });

    it('waits no longer than a minute while more become due', async () => {
      const [old, young] = [await registered(), await registered()];
      await dueInBulk(old, '-61 seconds');
      await dueInBulk(young, '1 day');

      await eventually(async () => expect(await timesTold(old)).toBe(2));

      expect(await timesTold(young)).toBe(1);
    });
  });
});
