import type { TestService } from '@clientele/testing';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Exporter } from './exports';
import { PROFILES, register, type Registration, someone, startIdentity } from './identity';
import { Importer } from './imports';

const EXPORTED = ['customers', 'contacts', 'addresses'] as const;

describe('POST /v1/exports of what belongs to customers', () => {
  let service: TestService;
  let exporter: Exporter;
  let importer: Importer;
  let tea: Registration;
  let coffee: Registration;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-exports-')) });
    exporter = await Exporter.of(service);
    importer = await Importer.of(service);
    tea = (await register(service, someone({ email: 'tea@example.com' }))).body;
    coffee = (await register(service, someone({ email: 'Coffee@example.com' }))).body;
    for (const [form, rule] of OWN_FIELDS) await made(`/v1/forms/${form}/rules`, rule);
    await exporter.api
      .with({ 'if-match': '"1"' })
      .patch(`/v1/customers/${tea.customer.id}`, { custom: { badge: '=1+1', erNumber: -1e-7 } });
    await made('/v1/contacts', {
      ...someone({ email: 'bo@example.com', phone: '+47 22 12 34 56', birthday: '1990-02-28' }),
      custom: { size: 1.5e21, since: '2020-02-29' },
      titleId: '0198c0de-0000-7000-8000-000000001002',
      links: [
        { customerId: coffee.customer.id, profileId: PROFILES.buyer, purchaseLimit: MONTHLY },
        { customerId: tea.customer.id, profileId: await cloned('Approver'), purchaseLimit: UNTIL_MAY },
      ],
    });
    await made('/v1/contacts', someone({ email: 'alone@example.com', enabled: false, language: 'nb' }));
    for (const [i, alias] of ['Home', '=1+1', "'t Huis", 'NULL', '\t'].entries())
      await made(`/v1/customers/${(i % 2 === 0 ? tea : coffee).customer.id}/addresses`, {
        ...{ alias, firstName: 'Łukasz', lastName: "O'Neill", line1: '-12 "Long" Street', city: 'Gdańsk' },
        ...{
          country: 'PL',
          postcode: '80-831',
          note: 'two\r\nlines; and more',
          mobilePhone: '+48 500 100 200',
        },
        ...{ defaultDelivery: i === 2, vatNumber: '@PL1' },
        ...(i > 1 && { custom: { door: ' the front', code: ['NULL', '  \r\n', '007'][i - 2] } }),
      });
  });

  afterAll(() => service.stop());

  async function made(path: string, body: object): Promise<{ id: string }> {
    const answer = await exporter.api.post<{ id: string }>(path, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }
  const cloned = async (name: string): Promise<string> =>
    (
      await made('/v1/profiles', {
        name: { en: name },
        permissions: [{ code: 'account:view', scope: 'all' }],
      })
    ).id;

  async function files(format: string): Promise<Buffer[]> {
    const all: Buffer[] = [];
    for (const of of EXPORTED) all.push(await exporter.export({ of, format }));
    return all;
  }

  async function imports(all: readonly Buffer[]) {
    const counts: unknown[] = [];
    for (const [i, of] of EXPORTED.entries()) {
      const ended = await importer.import(all[i] ?? '', `of=${of}&match=number`);
      const { created, updated, unchanged, refused } = ended.counts;
      counts.push([created, updated, unchanged, refused, ...(await importer.report(ended.id))]);
    }
    return counts;
  }

  it.each(['csv', 'xlsx'])(
    'gives the same bytes of %s after an import, by those who are there and by none',
    async (format) => {
      const first = await files(format);
      const sizes = await service.db.manager.query("SELECT custom FROM contacts WHERE custom <> '{}'");

      const again = await imports(first);
      const second = await files(format);
      await service.db.manager.query('TRUNCATE customers, contacts CASCADE');
      for (const [form, rule] of OWN_FIELDS) await made(`/v1/forms/${form}/rules`, rule);
      const anew = await imports(first);
      const third = await files(format);

      expect(again).toEqual([
        [0, 0, 2, 0],
        [0, 0, 5, 0],
        [0, 0, 5, 0],
      ]);
      expect(anew).toEqual([
        [2, 0, 0, 0],
        [3, 0, 2, 0],
        [5, 0, 0, 0],
      ]);
      expect(second.map((file, i) => file.equals(first[i] ?? Buffer.of()))).toEqual([true, true, true]);
      expect(await service.db.manager.query("SELECT custom FROM contacts WHERE custom <> '{}'")).toEqual(
        sizes,
      );
      expect(third.map((file, i) => file.equals(first[i] ?? Buffer.of()))).toEqual([true, true, true]);
    },
  );

  it('has a row for each customer that a contact acts for, with profile and limit', async () => {
    const columns = [
      'email',
      'customerEmail',
      'profile',
      'limitAmount',
      'limitEndsOn',
      'limitRepeats',
      'hasPassword',
    ];

    const lines = await exporter.lines({ of: 'contacts', columns, filters: { q: 'bo@' } });

    expect(lines).toEqual([
      columns.join(';'),
      'bo@example.com;tea@example.com;Approver;1000;2026-05-31;;0',
      'bo@example.com;Coffee@example.com;buyer;99.9;;monthly;0',
      '',
    ]);
  });

  it('shows own fields, by their names if asked for', async () => {
    const customers = await exporter.lines({ columns: ['custom.badge'] });
    const all = await exporter.lines({ of: 'contacts', filters: { q: 'bo@' } });
    const unknown = await exporter.ask({ columns: ['custom.size'] });

    expect(customers).toEqual(['custom.badge', "'=1+1", '', '']);
    expect(all[0]).toMatch(/;custom\.since;custom\.size$/);
    expect(all[1]).toMatch(/;2020-02-29;1500000000000000000000$/);
    expect(unknown.status).toBe(422);
  });

  it('keeps to the filters of addresses', async () => {
    const filters = { defaultDelivery: true, country: 'PL' };

    const lines = await exporter.lines({ of: 'addresses', columns: ['alias', 'vatNumber'], filters });

    expect(lines).toEqual(['alias;vatNumber', "'=1+1;'@PL1", "'t Huis;'@PL1", '']);
    expect((await exporter.ask({ of: 'addresses', filters: { newsletter: true } })).status).toBe(422);
    expect((await exporter.ask({ of: 'contacts', layout: 'classic' })).status).toBe(422);
  });
});

const OWN_FIELDS: readonly [form: string, rule: object][] = [
  ['customer', { field: 'erNumber', type: 'number' }],
  ['customer', { field: 'badge', type: 'text' }],
  ['contact', { field: 'size', type: 'number' }],
  ['contact', { field: 'since', type: 'date' }],
  ['address', { field: 'code', type: 'text' }],
  ['address', { field: 'door', type: 'choice', choices: [{ value: ' the front', name: { en: 'Front' } }] }],
];
const MONTHLY = { amount: '99.90', currency: 'EUR', startsOn: '2026-01-31', repeats: 'monthly' };
const UNTIL_MAY = { amount: '1000', currency: 'PLN', startsOn: '2026-01-01', endsOn: '2026-05-31' };
