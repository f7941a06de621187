import { contactChanged, linkChanged } from '@clientele/contracts';
import type { TestService } from '@clientele/testing';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { register, type Registration, someone, startIdentity } from './identity';
import { Importer, xlsxOf } from './imports';

interface Contact extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly links: readonly Record<string, unknown>[];
}

const addressesOfBoth = (): string =>
  [
    'customerEmail;alias;firstName;lastName;line1;city;country;company;custom.door',
    ...['tea;a;;', 'coffee;b;;', 'tea;c;Tea Ltd;', 'tea;d;Tea Ltd;1', 'coffee;e;;2'].map((row) => {
      const [who, alias, company, door] = row.split(';');
      return `${who}@example.com;${alias};A;B;Road 1;Dublin;IE;${company};${door}`;
    }),
  ].join('\n');

const refusals = (lines: readonly string[]): string[] =>
  lines.map((line) => line.split(',').slice(0, 3).join(','));

describe('POST /v1/imports of what belongs to customers', () => {
  let service: TestService;
  let importer: Importer;
  let tea: Registration;
  let coffee: Registration;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-imports-')) });
    importer = await Importer.of(service);
    tea = (await register(service, someone({ email: 'tea@example.com' }))).body;
    coffee = (await register(service, someone({ email: 'coffee@example.com' }))).body;
  });

  afterAll(() => service.stop());

  const contact = async (email: string): Promise<Contact | undefined> => {
    const { body } = await importer.api.get<{ items: Contact[] }>(
      `/v1/contacts?email=${encodeURIComponent(email)}`,
    );
    return body.items[0];
  };
  const addresses = async ({ customer }: Registration): Promise<Record<string, unknown>[]> => {
    const { body } = await importer.api.get<{ items: Record<string, unknown>[] }>(
      `/v1/addresses?customerId=${customer.id}&sort=createdAt`,
    );
    return body.items;
  };

  const rule = async (form: string, body: object): Promise<void> => {
    const answer = await importer.api.post(`/v1/forms/${form}/rules`, body);
    expect(answer).toMatchObject({ status: 201 });
  };

  it('makes contacts with links, profiles by code or name, and purchase limits', async () => {
    const { counts, id } = await importer.import(
      [
        'email;firstName;lastName;title;customerNumber;profile;limitAmount;limitCurrency;limitStartsOn;limitEndsOn;limitRepeats',
        `bo@example.com;Bo;Buyer;Ms;${tea.customer.number};buyer;500.00;EUR;2026-01-31;;monthly`,
        `bo@example.com;;;;${coffee.customer.number};Viewer;;;;;`,
        'alone@example.com;A;Lone;;;;;;;;',
        `x@example.com;X;Y;;${tea.customer.number};Emperor;;;;;`,
        'x@example.com;X;Y;;999999;buyer;;;;;',
        `x@example.com;X;Y;;${coffee.customer.number};;;;;;`,
        `y@example.com;X;Y;;${coffee.customer.number};buyer;10;EUR;2026-01-01;;`,
        `y@example.com;X;Y;;${tea.customer.number};buyer;10;EUR;2026-02-01;2026-01-01;`,
        `BO@example.com;;;;${tea.customer.number};viewer;;;;;`,
      ].join('\n'),
      'of=contacts&match=number',
    );

    expect(counts).toEqual({ rows: 9, created: 3, updated: 0, unchanged: 0, refused: 6 });
    expect(refusals(await importer.report(id))).toEqual([
      ...['5,profile,profile-unknown', '6,customerNumber,customer-not-found', '7,profile,missing'],
      ...['8,,purchase-limit-not-valid', '9,,purchase-limit-not-valid', '10,email,duplicate-in-file'],
    ]);
    const bo = await contact('bo@example.com');
    expect(bo?.links).toMatchObject([
      {
        customer: { id: tea.customer.id },
        profile: { code: 'buyer' },
        purchaseLimit: { amount: '500', currency: 'EUR', startsOn: '2026-01-31', repeats: 'monthly' },
      },
      { customer: { id: coffee.customer.id }, profile: { code: 'viewer' }, purchaseLimit: null },
    ]);
    expect((await contact('alone@example.com'))?.links).toEqual([]);
    expect((await service.events.next(contactChanged, bo?.id ?? '')).data.email).toBe('bo@example.com');
    const linkId = String(bo?.links[0]?.['id']);
    expect((await service.events.next(linkChanged, linkId)).data.purchaseLimit).toMatchObject({
      amount: '500',
    });
  });

  it('changes persons, profiles and limits, leaves what is empty, clears what is NULL', async () => {
    const header = 'email;lastName;customerEmail;profile;limitAmount;limitEndsOn;enabled';
    const changed = await importer.import(
      `${header}\nbo@example.com;Changed;tea@example.com;manager;750;2026-12-31;0\n`,
      'of=contacts&mode=update',
    );
    const bo = await contact('bo@example.com');
    const again = await importer.import(
      `${header}\nbo@example.com;Changed;tea@example.com;manager;750;2026-12-31;0\n`,
      'of=contacts',
    );
    await importer.import(`${header}\nbo@example.com;;tea@example.com;;NULL;;1\n`, 'of=contacts');

    expect([changed.counts, again.counts]).toMatchObject([{ updated: 1 }, { unchanged: 1 }]);
    expect(bo).toMatchObject({ firstName: 'Bo', lastName: 'Changed', enabled: false, version: 2 });
    expect(bo?.links[0]).toMatchObject({
      profile: { code: 'manager' },
      purchaseLimit: { amount: '750', startsOn: '2026-01-31', endsOn: '2026-12-31', repeats: null },
    });
    expect(await contact('bo@example.com')).toMatchObject({
      enabled: true,
      links: [{ purchaseLimit: null }, {}],
    });
    const { body } = await importer.api.get<{ items: unknown[] }>(
      `/v1/audit?operation=imports.contacts&resourceId=${bo?.id}`,
    );
    expect(body.items).toContainEqual(
      expect.objectContaining({
        before: { lastName: 'Buyer', enabled: true },
        after: { lastName: 'Changed', enabled: false },
      }),
    );
  });

  it('keeps the last Administrator, passwords, and to the mode', async () => {
    const last = await importer.import(
      'email;customerEmail;profile\ntea@example.com;tea@example.com;viewer\n',
      'of=contacts',
    );
    const onlyNew = await importer.import(
      'email;firstName;customerEmail;profile\ntea@example.com;Changed;tea@example.com;viewer\ntea@example.com;Changed;coffee@example.com;viewer\n',
      'of=contacts&mode=create',
    );

    expect(refusals(await importer.report(last.id))).toEqual(['2,profile,last-administrator']);
    expect(onlyNew.counts).toMatchObject({ created: 1, refused: 1 });
    expect(await contact('tea@example.com')).toMatchObject({ firstName: 'Björk', hasPassword: true });
  });

  it('imports addresses, found by customer and alias, from workbooks too', async () => {
    const file = xlsxOf([
      [
        'Customer e-mail',
        'Alias',
        'First name',
        'Last name',
        'Address',
        'Zip/Postal code',
        'City',
        'Country',
        'Phone',
        'Default invoice',
      ],
      [
        'tea@example.com',
        'Home',
        'Łukasz',
        'Nowak',
        'ul. Długa 7',
        '80-831',
        'Gdańsk',
        'Poland',
        '+48 58 123 45 67',
      ],
      ['tea@example.com', 'Office', 'Łukasz', 'Nowak', 'Rynek 1', '50-101', 'Wrocław', 'pl', '', '1'],
      ['tea@example.com', 'Bad', 'Łukasz', 'Nowak', 'Rynek 1', 'no-code', 'Wrocław', 'PL'],
      ['tea@example.com', 'Nowhere', 'Łukasz', 'Nowak', 'Rynek 1', '', 'Wrocław', 'Atlantis'],
      ['nobody@example.com', 'Home', 'Łukasz', 'Nowak', 'Rynek 1', '', 'Wrocław', 'PL'],
      ['tea@example.com', '', 'Łukasz', 'Nowak', 'Rynek 1', '', 'Wrocław', 'PL'],
    ]);

    const ended = await importer.import(file, 'of=addresses');

    expect(ended.counts).toMatchObject({ rows: 6, created: 2, refused: 4 });
    expect(refusals(await importer.report(ended.id))).toEqual([
      ...['4,Zip/Postal code,postcode', '5,Country,country-unknown'],
      ...['6,Customer e-mail,customer-not-found', '7,Alias,missing'],
    ]);
    expect(await addresses(tea)).toMatchObject([
      {
        alias: 'Home',
        country: 'PL',
        phone: '+48 58 123 45 67',
        defaultDelivery: true,
        defaultInvoice: false,
      },
      { alias: 'Office', country: 'PL', defaultDelivery: false, defaultInvoice: true },
    ]);
  });

  it('changes addresses and moves defaults', async () => {
    const file =
      'customerNumber;alias;line2;phone;defaultDelivery\n#;Office;2nd floor;;1\n#;Home;;NULL;\n'.replaceAll(
        '#',
        tea.customer.number,
      );
    const dry = await importer.import(file, 'of=addresses&match=number&dryRun=true');
    const before = await addresses(tea);

    const ended = await importer.import(file, 'of=addresses&match=number');
    const again = await importer.import(file, 'of=addresses&match=number');

    expect([dry.counts, ended.counts]).toMatchObject([{ updated: 2 }, { updated: 2 }]);
    expect(again.counts).toMatchObject({ unchanged: 2 });
    expect(before[1]).toMatchObject({ line2: null, version: 1 });
    expect(await addresses(tea)).toMatchObject([
      { alias: 'Home', phone: null, defaultDelivery: false, version: 2 },
      { alias: 'Office', line2: '2nd floor', defaultDelivery: true, defaultInvoice: true, version: 2 },
    ]);
  });

  it('takes own fields as typed columns, leaves what is empty, clears what is NULL', async () => {
    await rule('contact', { field: 'badge', type: 'text', maxLength: 5 });
    await rule('contact', { field: 'size', type: 'number' });
    await rule('contact', { field: 'since', type: 'date' });
    await rule('contact', {
      ...{ field: 'erEmail', type: 'choice' },
      choices: [{ value: 'red', name: { en: 'Red' } }],
    });
    const header =
      'email;firstName;lastName;custom.badge;Custom Size;custom.since;custom.erEmail;custom.none;customerEmail';
    const own = (...cells: readonly string[]) => `own@example.com;Own;Fields;${cells.join(';')};`;

    const { id, counts } = await importer.import(
      [
        header,
        own('VIP', '-12.5', '2020-02-29', 'red', 'x'),
        ...[';twelve;;;', ';1e999;;;', ';;2021-02-29;;', 'too long;;;;', ';;;blue;', '=1;;;;'].map(
          (cells, i) => `bad.${i}@example.com;A;B;${cells};`,
        ),
      ].join('\n'),
      'of=contacts',
    );
    const made = await contact('own@example.com');
    const again = await importer.import([header, own('', '-12.5', '', 'red', '')].join('\n'), 'of=contacts');
    await importer.import([header, own('NULL', '', '', '', '')].join('\n'), 'of=contacts');

    expect(counts).toMatchObject({ created: 1, refused: 6 });
    expect(refusals(await importer.report(id))).toEqual([
      ...['1,custom.none,column-unknown', '3,Custom Size,not-a-number', '4,Custom Size,not-a-number'],
      ...['5,custom.since,not-a-date', '6,custom.badge,max-length', '7,custom.erEmail,type'],
      '8,custom.badge,formula',
    ]);
    expect(made).toMatchObject({
      custom: { badge: 'VIP', size: -12.5, since: '2020-02-29', erEmail: 'red' },
    });
    expect(again.counts).toMatchObject({ unchanged: 1 });
    expect((await contact('own@example.com'))?.['custom']).toEqual({
      ...{ size: -12.5, since: '2020-02-29', erEmail: 'red' },
    });
  });

  it('holds rows to what a form asks of the customer and its groups', async () => {
    const groupId = uuidv7();
    await service.db.manager.query(
      `INSERT INTO known_groups (id, name, deleted, version) VALUES ('${groupId}', '{"en": "VIP"}', false, 1);
       INSERT INTO customer_groups (customer_id, group_id, is_default) VALUES ('${coffee.customer.id}', '${groupId}', true)`,
    );
    await rule('address', { field: 'company', presence: 'required', customerId: tea.customer.id });
    await rule('address', { field: 'door', type: 'number', presence: 'required', groupId });
    await rule('customer', { field: 'phone', pattern: '^0047', groupId });

    const addressed = await importer.import(addressesOfBoth(), 'of=addresses');
    const customers = await importer.import(
      ['tea', 'coffee']
        .map((name) => `${name}@example.com;+47 22 12 34 56\n`)
        .join('')
        .replace(/^/, 'email;phone\n'),
    );

    expect(refusals(await importer.report(addressed.id))).toEqual([
      ...['2,company,required', '3,custom.door,required', '5,custom.door,unknown-field'],
    ]);
    expect(addressed.counts).toMatchObject({ created: 2 });
    expect(refusals(await importer.report(customers.id))).toEqual(['3,phone,pattern']);
    expect(customers.counts).toMatchObject({ updated: 1 });
  });

  it('needs the columns by which rows are matched', async () => {
    const contacts = await importer.import('firstName;lastName\nA;B\n', 'of=contacts');
    const lost = await importer.import('alias;customerNumber\nA;1\n', 'of=addresses');

    expect([contacts.failure?.message, lost.failure?.message]).toEqual([
      'There is no column email, by which the rows are to be matched.',
      'There is no column customerEmail, by which the rows are to be matched.',
    ]);
  });
});
