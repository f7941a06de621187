import { customerChanged } from '@clientele/contracts';
import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { employeeOfShop, register, someone, startIdentity } from './identity';

interface Made {
  readonly id: string;
  readonly version: number;
}

describe('customers, switched and described', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const { password: _, ...unregistered } = someone();
  const create = (changes: Record<string, unknown> = {}) =>
    employee.post<Made>('/v1/customers', { ...unregistered, email: someone().email, ...changes });
  const edit = (id: string, version: number, changes: Record<string, unknown>) =>
    employee.with({ 'if-match': `"${version}"` }).patch<Made>(`/v1/customers/${id}`, changes);
  const consentsOf = async (id: string) =>
    (await employee.get<{ items: unknown[] }>(`/v1/customers/${id}/consents`)).body.items;

  describe('POST /v1/customers/bulk-edit', () => {
    const bulk = (api: Api, body: Record<string, unknown>) =>
      api.post<{ items: { id: string; outcome: string }[] }>('/v1/customers/bulk-edit', body);

    it('tells what became of each, records consents and announces changes', async () => {
      const [one, already, nobody] = [
        (await create()).body.id,
        (await create({ newsletter: true })).body.id,
        uuidv7(),
      ];

      const answer = await bulk(employee, { ids: [nobody, one, already], newsletter: true });

      expect(answer).toMatchObject({
        status: 200,
        body: {
          items: [
            { id: nobody, outcome: 'not-found' },
            { id: one, outcome: 'changed' },
            { id: already, outcome: 'unchanged' },
          ],
        },
      });
      expect(await employee.get(`/v1/customers/${one}`)).toMatchObject({
        body: { newsletter: true, version: 2, newsletterSource: 'console' },
      });
      expect(await consentsOf(one)).toMatchObject([
        { consent: 'newsletter', given: true, source: 'console' },
      ]);
      expect(await service.events.next(customerChanged, one)).toMatchObject({ aggregate: { version: 2 } });
    });

    it('counts every change when two lists with the same customers come at once', async () => {
      const ids = await Promise.all([1, 2, 3].map(async () => (await create()).body.id));

      const answers = await Promise.all([
        bulk(employee, { ids, enabled: false }),
        bulk(employee, { ids: ids.toReversed(), partnerOffers: true }),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      for (const id of ids)
        expect(await employee.get(`/v1/customers/${id}`)).toMatchObject({
          body: { version: 3, enabled: false, partnerOffers: true },
        });
    });

    it('keeps nothing when an event cannot be written', async () => {
      const { id } = (await create()).body;
      service.failNextEvent();

      expect(await bulk(employee, { ids: [id], newsletter: true })).toMatchObject({ status: 500 });
      expect(await consentsOf(id)).toEqual([]);
    });

    it('finds none of another shop', async () => {
      const { id } = (await create()).body;
      const stranger = await service.api.as(anEmployee());

      expect(await bulk(stranger, { ids: [id], enabled: false })).toMatchObject({
        body: { items: [{ outcome: 'not-found' }] },
      });
    });

    it.each([[{ ids: [] }], [{ ids: ['x'] }], [{ enabled: true }], [{ ids: [uuidv7()], enabled: null }]])(
      'refuses %j',
      async (body) => {
        expect(await bulk(employee, body)).toMatchObject({ status: 422 });
      },
    );
  });

  describe('GET /v1/customers/{id}/consents', () => {
    it('tells who consented, when and how, from the beginning', async () => {
      const { body } = await register(service, { newsletter: true, partnerOffers: true });

      await edit(body.customer.id, 1, { newsletter: false, partnerOffers: true });

      expect(await consentsOf(body.customer.id)).toMatchObject([
        { consent: 'newsletter', given: false, source: 'console', actor: { kind: 'employee' } },
        { given: true, source: 'registration', actor: { kind: 'contact', id: body.contact.id } },
        { given: true, source: 'registration' },
      ]);
    });

    it('can only be added to', async () => {
      const { body } = await register(service, { newsletter: true });
      const where = `customer_id = '${body.customer.id}'`;

      await expect(
        service.db.manager.query(`UPDATE consent_changes SET given = false WHERE ${where}`),
      ).rejects.toThrow('only added');
      await expect(service.db.manager.query(`DELETE FROM consent_changes WHERE ${where}`)).rejects.toThrow();
    });

    it('are not there for another shop', async () => {
      const { body } = await register(service);
      const stranger = await service.api.as(anEmployee());

      expect(await stranger.get(`/v1/customers/${body.customer.id}/consents`)).toMatchObject({
        status: 404,
        body: { code: 'customer-not-found' },
      });
    });
  });

  describe('fields of companies', () => {
    const company = {
      ...{ kind: 'company', company: 'Te & Sønn', registrationNumber: '923 609 016', activityCode: '46.37' },
      ...{ vatNumber: 'NO923609016MVA', website: 'https://te.example', allowedOutstanding: '2500.50' },
      ...{ maximumPaymentDays: 30, riskRating: 'low' },
    };
    const sellToCompanies = async (b2b: boolean) => {
      const { body } = await employee.get<{ version: number }>('/v1/customers/settings');
      return employee.with({ 'if-match': `"${body.version}"` }).patch('/v1/customers/settings', { b2b });
    };

    afterEach(() => sellToCompanies(true));

    it('are kept where the shop sells to companies', async () => {
      const { body } = await create(company);

      expect(await employee.get(`/v1/customers/${body.id}`)).toMatchObject({
        body: { ...company, allowedOutstanding: '2500.5', ordersCount: 0, totalSpent: '0', state: 'open' },
      });
    });

    it('are refused where it does not, but can be taken away', async () => {
      const { body } = await create(company);
      await sellToCompanies(false);

      const refused = await create(company);

      expect(refused).toMatchObject({ status: 422, body: { code: 'b2b-mode-off' } });
      expect(await register(service, { company: 'Te' })).toMatchObject({ status: 422 });
      expect(await edit(body.id, 1, { riskRating: 'high' })).toMatchObject({ status: 422 });
      expect(await edit(body.id, 1, { riskRating: null })).toMatchObject({ status: 200 });
    });

    it('are in the forms where it does, and else asked of nobody, whatever a rule says', async () => {
      const rule = { field: 'vatNumber', presence: 'required' };
      const shown = async () => {
        const { body } = await employee.get<{ properties: object; required: string[] }>('/v1/forms/customer');
        return [Object.keys(body.properties).includes('company'), body.required.includes('vatNumber')];
      };
      const { body } = await employee.post<{ id: string }>('/v1/forms/customer/rules', rule);

      const asked = await shown();
      await sellToCompanies(false);
      const unasked = await shown();
      const { status } = await create({});
      await employee.delete(`/v1/forms/customer/rules/${body.id}`);

      expect([asked, unasked, status]).toEqual([[true, true], [false, false], 201]);
    });

    it('are not for shops that have not said so', async () => {
      await service.db.manager.query('DELETE FROM customer_settings');

      expect(await employee.get('/v1/customers/settings')).toMatchObject({
        body: { b2b: false, version: 0 },
      });
    });

    it('are set by one of ten at once', async () => {
      const { body } = await employee.get<{ version: number }>('/v1/customers/settings');
      const versioned = employee.with({ 'if-match': `"${body.version}"` });

      const answers = await Promise.all(
        Array.from({ length: 10 }, () => versioned.patch('/v1/customers/settings', { b2b: true })),
      );

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it.each([
      [{ website: 'te.example' }, '/website'],
      [{ allowedOutstanding: '-1' }, '/allowedOutstanding'],
      [{ maximumPaymentDays: 1.5 }, '/maximumPaymentDays'],
      [{ riskRating: 'huge' }, '/riskRating'],
      [{ birthday: '2999-01-01' }, '/birthday'],
      [{ birthday: '1700-01-01' }, '/birthday'],
    ])('refuse %j and point to %s', async (changes, pointer) => {
      expect(await create(changes)).toMatchObject({
        status: 422,
        body: { errors: [expect.objectContaining({ pointer })] },
      });
    });
  });
});
