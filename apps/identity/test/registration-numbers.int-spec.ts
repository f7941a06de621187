import type { Api, TestService } from '@clientele/testing';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contactOf, employeeOfShop, register, someone, startIdentity } from './identity';
import { Importer } from './imports';

interface Made {
  readonly id: string;
  readonly version: number;
}

const PATTERNS = { FR: '^[0-9]{14}$', NO: '^[0-9 ]{9,11}$' };
const [FRENCH, NORWEGIAN] = ['73282932000074', '923 609 016'];

describe('registration numbers of companies', () => {
  let service: TestService;
  let employee: Api;
  let importer: Importer;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-imports-')) });
    employee = await service.api.as(employeeOfShop());
    importer = await Importer.of(service);
  });

  afterAll(() => service.stop());

  const settings = async (changes: Record<string, unknown>, api = employee) => {
    const { body } = await api.get<{ version: number }>('/v1/customers/settings');
    return api.with({ 'if-match': `"${body.version}"` }).patch<Made>('/v1/customers/settings', changes);
  };
  beforeEach(() => settings({ registrationNumberPatterns: PATTERNS, homeCountry: 'NO' }));

  const { password: _, ...unregistered } = someone();
  const create = (registrationNumber: string) =>
    employee.post<Made>('/v1/customers', {
      ...{ ...unregistered, email: someone().email, kind: 'company', company: 'Te', registrationNumber },
    });
  const edit = (id: string, version: number, registrationNumber: string | null) =>
    employee.with({ 'if-match': `"${version}"` }).patch<Made>(`/v1/customers/${id}`, { registrationNumber });
  const billedIn = async (country: string): Promise<string> => {
    const { id } = (await create(NORWEGIAN)).body;
    const address = { firstName: 'Ann', lastName: 'Lee', line1: 'Main 1', city: 'Town', postcode: '75001' };
    const post = (more: object) =>
      employee.post(`/v1/customers/${id}/addresses`, { ...address, ...more }).then(({ status, body }) => {
        if (status !== 201) throw new Error(JSON.stringify(body));
      });
    await post({ alias: 'Store', country: 'NO', postcode: '0150', defaultDelivery: true });
    await post({ alias: 'Office', country, defaultInvoice: true });
    return id;
  };
  const refused = {
    status: 422,
    body: {
      code: 'validation-failed',
      errors: [{ pointer: '/registrationNumber', code: 'registration-number' }],
    },
  };

  it('are those of the country at home until there is an address', async () => {
    expect(await create(FRENCH)).toMatchObject(refused);
    expect(await register(service, { company: 'Te', registrationNumber: FRENCH })).toMatchObject(refused);
    expect(
      await service.api.post('/v1/registrations/guests', {
        ...{ ...unregistered, email: someone().email, company: 'Te', registrationNumber: FRENCH },
      }),
    ).toMatchObject(refused);

    expect((await create(NORWEGIAN)).status).toBe(201);
    expect((await register(service, { company: 'Te', registrationNumber: NORWEGIAN })).status).toBe(201);
  });

  it('are those of the country that bills go to', async () => {
    const id = await billedIn('FR');

    expect(await edit(id, 1, NORWEGIAN)).toMatchObject(refused);
    expect(await edit(id, 1, FRENCH)).toMatchObject({ status: 200 });
    expect(await edit(id, 2, null)).toMatchObject({ status: 200 });
  });

  it('are so for contacts who change their own company', async () => {
    const id = await billedIn('FR');
    const contact = (await service.api.as(contactOf(id))).with({ 'if-match': '"1"' });

    const edited = (registrationNumber: string) => contact.patch('/v1/me/customer', { registrationNumber });

    expect(await edited(NORWEGIAN)).toMatchObject(refused);
    expect(await edited(FRENCH)).toMatchObject({ status: 200 });
  });

  it('are so in files, for those who are new and those who are there', async () => {
    const id = await billedIn('FR');
    const { email } = (await employee.get<{ email: string }>(`/v1/customers/${id}`)).body;
    const HEADER = 'firstName;lastName;email;registrationNumber';
    const rows = [
      `New;French;${someone().email};${FRENCH}`,
      `New;Norwegian;${someone().email};${NORWEGIAN}`,
      `Old;Norwegian;${email};923609016`,
      `Old;French;${email.toUpperCase()};${FRENCH}`,
    ];

    const [first, again] = [
      await importer.import(`${HEADER}\n${rows.slice(0, 3).join('\n')}\n`),
      await importer.import(`${HEADER}\n${rows[3]}\n`),
    ];

    expect(first).toMatchObject({ counts: { created: 1, refused: 2 } });
    expect(await importer.report(first.id)).toEqual([
      expect.stringMatching(/^2,registrationNumber,registration-number,.*In NO/),
      expect.stringMatching(/^4,registrationNumber,registration-number,.*In FR/),
    ]);
    expect(again).toMatchObject({ counts: { updated: 1, refused: 0 } });
  });

  it('are any text where no rule is, and where nobody knows the country', async () => {
    const id = await billedIn('DE');
    expect(await edit(id, 1, 'HRB 4711')).toMatchObject({ status: 200 });

    await settings({ homeCountry: null });
    expect((await create('Anything')).status).toBe(201);

    await settings({ homeCountry: 'NO', registrationNumberPatterns: { NO: null } });
    expect((await create('Anything')).status).toBe(201);
    expect((await employee.get('/v1/customers/settings')).body).toMatchObject({
      registrationNumberPatterns: { FR: PATTERNS.FR },
    });
  });

  it.each([
    [{ registrationNumberPatterns: { FRA: '^x' } }],
    [{ registrationNumberPatterns: { ZZ: '^x' } }],
    [{ registrationNumberPatterns: { FR: '(' } }],
    [{ registrationNumberPatterns: { FR: '(?=x)' } }],
    [{ registrationNumberPatterns: { FR: 'x'.repeat(501) } }],
    [{ registrationNumberPatterns: { FR: 7 } }],
    [{ registrationNumberPatterns: null }],
    [{ registrationNumberPatterns: ['^x'] }],
    [{ homeCountry: 'Norway' }],
  ])('have no rule such as %j', async (changes) => {
    expect(await settings(changes)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
  });

  it('take no longer for a pattern that others try for ever', async () => {
    await settings({ registrationNumberPatterns: { NO: '^(a+)+$' } });

    expect(await create(`${'a'.repeat(60)}b`)).toMatchObject(refused);
  });

  it('have rules whose changes are recorded', async () => {
    await settings({ registrationNumberPatterns: { NO: '^N' } });

    const { body } = await employee.get<{ items: object[] }>(
      '/v1/audit?operation=customerSettings.edit&sort=-at&limit=1',
    );
    expect(body.items).toMatchObject([
      {
        before: { registrationNumberPatterns: PATTERNS },
        after: { registrationNumberPatterns: { ...PATTERNS, NO: '^N' } },
      },
    ]);
  });
});
