import { customerChanged, customerRegistered } from '@clientele/contracts';
import type { TestService } from '@clientele/testing';
import { encode } from 'iconv-lite';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { employeeOfShop, register, someone, startIdentity } from './identity';
import { Logger } from '@nestjs/common';
import { hash } from '@node-rs/bcrypt';
import { Importer, xlsxOf } from './imports';

const CLASSIC = readFileSync(resolve('tools/demo/data/customers.csv'));
const HEADER = 'firstName;lastName;email';

interface Customer extends Record<string, unknown> {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

describe('POST /v1/imports of customers', () => {
  let service: TestService;
  let importer: Importer;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-imports-')) });
    importer = await Importer.of(service);
  });

  afterAll(() => service.stop());

  const customer = async (email: string): Promise<Customer | undefined> => {
    const { body } = await importer.api.get<{ items: Customer[] }>(
      `/v1/customers?email=${encodeURIComponent(email)}`,
    );
    return body.items[0];
  };
  const count = async (sql: string): Promise<number> => {
    const [row] = await service.db.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM ${sql}`,
    );
    return row.count;
  };

  it('takes the classic format as it is, and announces each customer as if it had registered', async () => {
    const { status, headers, body } = await importer.send(CLASSIC, 'match=externalReference');

    expect(status).toBe(202);
    expect(headers['location']).toBe(`/v1/imports/${body.id}`);
    const ended = await importer.ended(body.id);
    expect(ended).toMatchObject({
      state: 'done',
      progress: 1,
      counts: { rows: 20, created: 20, updated: 0, unchanged: 0, refused: 0 },
    });
    const oneill = await customer('sean.oneill@example.com');
    expect(oneill).toMatchObject({
      lastName: "O'Neill",
      firstName: 'Seán',
      externalReference: '1',
      newsletter: true,
      registeredAt: '2019-03-14T09:26:53.000Z',
      titleId: '0198c0de-0000-7000-8000-000000001001',
    });
    const registered = await service.events.next(customerRegistered, oneill?.id ?? '');
    expect(registered.data).toMatchObject({
      number: oneill?.number,
      email: 'sean.oneill@example.com',
      isGuest: false,
    });
    expect(await customer('xiuying.wang@example.com')).toMatchObject({ lastName: '王', firstName: '秀英' });
    const { body: whole } = await importer.api.get<{ contacts: unknown[] }>(`/v1/customers/${oneill?.id}`);
    expect(whole.contacts).toMatchObject([
      { email: 'sean.oneill@example.com', profile: { code: 'administrator' } },
    ]);
    expect(await count("stored_files WHERE state = 'kept'")).toBe(0);
  });

  it('changes nothing the second time', async () => {
    const again = await importer.import(CLASSIC, 'match=externalReference');

    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 20, refused: 0 });
  });

  it('changes what the file says, leaves what is empty, clears what is NULL, and no password', async () => {
    const { body } = await register(
      service,
      someone({ email: 'kari@fjord.example', phone: '+47 22 12 34 56' }),
    );
    const before = await count(
      "contacts WHERE password_hash IS NOT NULL AND normalized_email = 'kari@fjord.example'",
    );

    const ended = await importer.import(
      `number;email;lastName;phone;birthday;company\r\n${body.customer.number};;"Ny\u00A0 Navn";NULL;1990-02-28;\r\n${body.customer.number};;Igjen;;;\r\n`.replace(
        '\u00A0 ',
        '-',
      ),
      'match=number&mode=update',
    );

    expect(ended.counts).toMatchObject({ updated: 1, refused: 1 });
    expect(await customer('kari@fjord.example')).toMatchObject({
      lastName: 'Ny-Navn',
      phone: null,
      birthday: '1990-02-28',
      version: 2,
    });
    expect(before).toBe(1);
    expect(
      await count("contacts WHERE password_hash IS NOT NULL AND normalized_email = 'kari@fjord.example'"),
    ).toBe(1);
    await service.events.next(customerChanged, body.customer.id);
  });

  it('tells what is wrong in each row, and brings the others in', async () => {
    const file = [
      'firstName;lastName;email;title;birthday;company;phone;enabled;Sales',
      'Jan;Good;jan.good@example.com;Mr;1980-01-31;;+48 22 100 20 30;1;',
      'Jan;Bad;no-email;;;;;;',
      'Jan;Bad;jan.2@example.com;Kaiser;;;;;',
      'Jan;Bad;JAN.good@example.com;;;;;;',
      'Jan;Bad;jan.4@example.com;;1980-02-30;;;;',
      'Jan;Bad;jan.5@example.com;;;;;;;too;many',
      'Jan;Bad;jan.6@example.com;;;"=HYPERLINK(""http://x"")";;;',
      'Jan;http://spam.example;jan.7@example.com;;;;;;',
      'NULL;Bad;jan.8@example.com;;;;;;',
      ';Bad;jan.9@example.com;;;;;;',
      'Jan;Bad;jan.10@example.com;;;;+1+cmd|x;maybe;',
      "Jan;'t Hooft;jan.11@example.com;mx;;'=1+1;;0;",
    ].join('\n');

    const ended = await importer.import(file, 'match=email');

    expect(ended.counts).toEqual({ rows: 12, created: 2, updated: 0, unchanged: 0, refused: 10 });
    const lines = await importer.report(ended.id);
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      '1,Sales,column-unknown',
      '3,email,not-an-email',
      '4,title,title-unknown',
      '5,email,duplicate-in-file',
      '6,birthday,not-a-date',
      '7,,too-many-columns',
      '8,company,formula',
      '9,lastName,not-a-name',
      '10,firstName,not-clearable',
      '11,firstName,missing',
      '12,phone,not-a-phone-number',
      '12,enabled,not-boolean',
    ]);
    expect(await customer('jan.11@example.com')).toMatchObject({
      lastName: "'t Hooft",
      company: '=1+1',
      enabled: false,
    });
    expect(await count("titles WHERE name::text ILIKE '%kaiser%'")).toBe(0);
  });

  it('calls columns what the file calls them, whoever found the mistake', async () => {
    await register(service, someone({ email: 'taken@example.com' }));
    const file = [
      'ID;Title;Last name;First Name;Email address;Registration;',
      'C-1;Kaiser;Bad;Jan;jan.c1@example.com;;',
      'C-2;;Bad;Jan;taken@example.com;;',
      'C-3;;Bad;Jan;jan.c3@example.com;yesterday;',
      'C-2;;Bad;Jan;jan.c4@example.com;;',
      'C-5;;Bad;;jan.c5@example.com;;',
    ].join('\n');

    const ended = await importer.import(file, 'match=externalReference');

    const lines = await importer.report(ended.id);
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      '2,Title,title-unknown',
      '3,Email address,email-taken',
      '4,Registration,not-a-date',
      '5,ID,duplicate-in-file',
      '6,First Name,missing',
    ]);
  });

  it('brings 2 000 good rows in from among 300 broken ones of every kind, and reports each of these', async () => {
    const good = (i: number): string => `Łukasz;Żółć;bulk.${i}@example.com;Mr;1980-01-31;Tea;`;
    const broken: ((i: number) => [row: string | Buffer, column: string, code: string])[] = [
      (i) => [`Jan;Bad;no-email-${i};;;;`, 'email', 'not-an-email'],
      (i) => [`Jan;Bad;title.${i}@example.com;Kaiser;;;`, 'title', 'title-unknown'],
      (i) => [`Jan;Bad;BULK.${i}@example.com;;;;`, 'email', 'duplicate-in-file'],
      (i) => [`Jan;Bad;date.${i}@example.com;;1980-02-30;;`, 'birthday', 'not-a-date'],
      (i) => [`Jan;Bad;wide.${i}@example.com;;;;;;more`, '', 'too-many-columns'],
      (i) => [
        encode(`Günther;Bad;latin.${i}@example.com;;;;`, 'windows-1252'),
        'firstName',
        'wrong-encoding',
      ],
      (i) => [`Jan;Bad;formula.${i}@example.com;;;@SUM(1);`, 'company', 'formula'],
    ];
    const lines: (string | Buffer)[] = ['firstName;lastName;email;title;birthday;company;phone'];
    const expected: string[] = [];
    for (let i = 0; i < 2_000; i++) {
      lines.push(good(i));
      if (i % 20 >= 3) continue;
      const [line, column, code] = broken[expected.length % broken.length]?.(i) ?? ['', '', ''];
      lines.push(line);
      expected.push(`${lines.length},${column},${code}`);
    }
    const file = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));

    const ended = await importer.import(file);

    expect(ended.counts).toEqual({ rows: 2_300, created: 2_000, updated: 0, unchanged: 0, refused: 300 });
    const reported = (await importer.report(ended.id)).map((line) => line.split(',').slice(0, 3).join(','));
    expect(reported).toEqual(expected);
    expect(await count("customers WHERE email LIKE 'bulk.%'")).toBe(2_000);
    expect(await count("audit_entries WHERE operation = 'imports.customers'")).toBeGreaterThanOrEqual(2_000);
  });

  it('reads workbooks by the same rules', async () => {
    const file = xlsxOf([
      ['First name', 'Last name', 'Email address', 'Birthday', 'Company', 'Enabled'],
      [
        'Łukasz',
        'Żółć',
        'lukasz.xlsx@example.com',
        '1980-01-31',
        '<c><f>1+1</f><v>2</v></c>',
        '<c t="b"><v>0</v></c>',
      ],
      ['Jan', 'Bad', 'bad.1@example.com', '', '=HYPERLINK("http://x")', ''],
      ['Jan', 'Bad', 'bad.2@example.com', '', '<c><f>1+1</f></c>', ''],
      ['Jan', 'Bad', 'bad.3@example.com', '', '<c t="e"><v>#REF!</v></c>', '', 'more'],
    ]);

    const ended = await importer.import(file);

    expect(ended.counts).toMatchObject({ rows: 4, created: 1, refused: 3 });
    expect((await importer.report(ended.id)).map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      ...['3,Company,formula', '4,Company,formula'],
      ...['5,,too-many-columns', '5,Company,cell-error'],
    ]);
    expect(await customer('lukasz.xlsx@example.com')).toMatchObject({
      ...{ firstName: 'Łukasz', birthday: '1980-01-31', company: '2', kind: 'company', enabled: false },
    });
  });

  it('finds customers by number, reference or e-mail', async () => {
    const { body } = await register(service, someone({ email: 'found@example.com' }));
    await importer.import('email;externalReference\nfound@example.com;REF-1\n', 'mode=update');

    const byReference = await importer.import(
      'externalReference;lastName;vatNumber;allowedOutstanding;maximumPaymentDays;riskRating\nREF-1;Byref;IE123;1250.50;30;low\n',
      'match=externalReference',
    );
    const byNumber = await importer.import(
      `ID;First Name;maximumPaymentDays\n${body.customer.number};Bynumber;\n`,
      'match=number',
    );
    const again = await importer.import('ID;allowedOutstanding\nREF-1;1250.5\n', 'match=externalReference');

    expect([byReference.counts, byNumber.counts]).toMatchObject([{ updated: 1 }, { updated: 1 }]);
    expect(again.counts).toMatchObject({ unchanged: 1 });
    expect(await customer('found@example.com')).toMatchObject({
      ...{ id: body.customer.id, firstName: 'Bynumber', lastName: 'Byref', vatNumber: 'IE123' },
      ...{ allowedOutstanding: '1250.5', maximumPaymentDays: 30, riskRating: 'low' },
    });
  });

  it('keeps to what the shop sells', async () => {
    await service.db.manager.query('UPDATE customer_settings SET b2b = false');

    const ended = await importer.import(`${HEADER};company\nAda;Firm;ada.firm@example.com;Tea Ltd\n`);

    await service.db.manager.query('UPDATE customer_settings SET b2b = true');
    expect((await importer.report(ended.id))[0]).toMatch(/^2,company,b2b-mode-off/);
  });

  it('takes the hashes of a shop that is moved, for new customers only', async () => {
    const password = 'the-password-of-the-old-shop';
    const moved = (await hash(password, { cost: 4 })).replace(/^\$2b/, '$2y');
    await importer.import(`${HEADER};passwd\nMo;Ved;moved@example.com;${moved}\n`);
    const other = (await hash('another-password', { cost: 4 })).replace(/^\$2b/, '$2y');

    const again = await importer.import(
      `${HEADER};passwd\nMo;Ved;moved@example.com;${other}\nA;B;x@y.example;md5\n`,
    );

    expect(again.counts).toMatchObject({ unchanged: 1, refused: 1 });
    const login = await service.api.post('/v1/auth/login', { email: 'moved@example.com', password });
    expect(login.status).toBe(200);
    expect(await count(`audit_entries WHERE details::text LIKE '%${moved.slice(10, 40)}%'`)).toBe(0);
  });

  it('lets all in who log in with such a password at the same time', async () => {
    const password = 'the-password-of-the-old-shop';
    const moved = await hash(password, { cost: 4 });
    await importer.import(`${HEADER};passwd\nMo;Ved;moved.twice@example.com;${moved}\n`);

    const logIn = () => service.api.post('/v1/auth/login', { email: 'moved.twice@example.com', password });
    const logins = await Promise.all([logIn(), logIn(), logIn()]);

    expect(logins.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('leaves out a row that only the database refuses', async () => {
    jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    await service.db.manager.query(
      `ALTER TABLE customers ADD CONSTRAINT poison CHECK (last_name <> 'Poison')`,
    );
    const rows = Array.from(
      { length: 40 },
      (_, i) => `Ada;${i === 17 ? 'Poison' : 'Good'};poison.${i}@example.com`,
    );

    const ended = await importer.import(`${HEADER}\n${rows.join('\n')}`);

    await service.db.manager.query('ALTER TABLE customers DROP CONSTRAINT poison');
    expect(ended).toMatchObject({ state: 'done', counts: { rows: 40, created: 39, refused: 1 } });
    expect((await importer.report(ended.id))[0]).toMatch(/^19,,not-accepted/);
  });

  it('holds rows to what a form asks of everyone', async () => {
    await importer.api.post('/v1/forms/customer/rules', { field: 'phone', presence: 'required' });

    const ended = await importer.import(
      `${HEADER};phone\nA;B;form.1@example.com;\nA;B;form.2@example.com;+47 22 12 34 56\n`,
    );

    await service.db.manager.query('DELETE FROM form_rules');
    expect(ended.counts).toMatchObject({ created: 1, refused: 1 });
    expect((await importer.report(ended.id))[0]).toMatch(/^2,phone,required/);
  });

  it('stops after the rows it is at when it is cancelled', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `Can;Celled;cancelled.${i}@example.com`);
    const { body } = await importer.send(`${HEADER}\n${rows.join('\n')}`);

    const cancelled = await importer.api.post(`/v1/imports/${body.id}/cancel`);
    const ended = await importer.ended(body.id);

    expect(cancelled.status).toBe(200);
    expect(ended.state).toBe('cancelled');
    expect(ended.counts['created'] ?? 0).toBeLessThan(5_000);
    expect(await count("customers WHERE email LIKE 'cancelled.%'")).toBe(ended.counts['created'] ?? 0);
  });

  it('changes nothing in a dry run, and tells the same', async () => {
    const file = `${HEADER}\nAda;Dry;ada.dry@example.com\nAda;Dry;ada.dry@example.com\nAda;Dry;nothing\n`;
    const before = await count('customers');

    const dry = await importer.import(file, 'match=email&dryRun=true');
    const after = await count('customers');
    const real = await importer.import(file, 'match=email');

    expect(after).toBe(before);
    expect(real.counts).toEqual(dry.counts);
    expect(await importer.report(real.id)).toEqual(await importer.report(dry.id));
    expect(await count('customers')).toBe(before + 1);
  });

  it('keeps to the mode', async () => {
    const only = await importer.import(
      `${HEADER}\nAda;Changed;ada.dry@example.com\nNew;One;new.one@example.com\n`,
      'mode=create',
    );
    const known = await importer.import(
      `${HEADER}\nAda;Altered;ada.dry@example.com\nNew;Two;new.two@example.com\n`,
      'mode=update',
    );

    expect([only.counts, known.counts]).toMatchObject([
      { created: 1, updated: 0, refused: 1 },
      { created: 0, updated: 1, refused: 1 },
    ]);
    expect((await importer.report(only.id))[0]).toMatch(/^2,,exists-already/);
    expect((await importer.report(known.id))[0]).toMatch(/^3,,not-found/);
  });

  const NAMES = 'Łukasz;Żółć;lukasz.#@example.com\nGünther;Weiß;gunther.#@example.com\n';
  it.each([
    ['UTF-8', 'utf8', ';'],
    ['UTF-8 with its mark', 'utf8-bom', ','],
    ['UTF-16, little end first', 'utf-16le', '\t'],
    ['UTF-16 with its mark', 'utf-16', '|'],
    ['Windows-1250', 'windows-1250', ';'],
  ])('reads %s', async (_, encoding, separator) => {
    const [first, second] = [`lukasz.${encoding}@example.com`, `gunther.${encoding}@example.com`];
    const text = `${HEADER}\n${NAMES.replaceAll('#', encoding)}`.replaceAll(';', separator);
    const file =
      encoding === 'utf8-bom'
        ? encode(text, 'utf8', { addBOM: true })
        : encode(text, encoding, { addBOM: encoding === 'utf-16' });

    const options = encoding === 'windows-1250' ? 'encoding=windows-1250' : '';
    const ended = await importer.import(file, options);

    expect(ended.counts).toMatchObject({ created: 2, refused: 0 });
    expect(await customer(first)).toMatchObject({ firstName: 'Łukasz', lastName: 'Żółć' });
    expect(await customer(second)).toMatchObject({ firstName: 'Günther', lastName: 'Weiß' });
  });

  it('finds Windows-1252 out', async () => {
    const text = `${HEADER};company\nJosé;Núñez;jose.1252@example.com;Señor Café\nÅsa;Ångström;asa.1252@example.com;Müller – Söhne\n`;

    await importer.import(encode(text, 'windows-1252'));

    expect(await customer('asa.1252@example.com')).toMatchObject({
      lastName: 'Ångström',
      company: 'Müller – Söhne',
    });
  });

  it('reports the rows of another encoding', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `Łukasz;Żółć;mixed.${i}@example.com`);
    const good = Buffer.from(`${HEADER}\n${rows.join('\n')}\n`);
    const file = Buffer.concat([good, encode('Günther;Weiß;mixed.bad@example.com\n', 'windows-1252')]);

    const ended = await importer.import(file);

    expect(ended.counts).toMatchObject({ created: 30, refused: 1 });
    expect((await importer.report(ended.id))[0]).toMatch(/^32,firstName,wrong-encoding/);
  });

  it('keeps line ends within quotes, and counts rows as spreadsheets do', async () => {
    const ended = await importer.import(
      `${HEADER};company\r\nAda;Quoted;ada.quoted@example.com;"Tea\r\n""& Sons""; Ltd"\r\n\r\nAda;Bad;none;\r\n`,
    );

    expect(await customer('ada.quoted@example.com')).toMatchObject({ company: 'Tea\r\n"& Sons"; Ltd' });
    expect((await importer.report(ended.id))[0]).toMatch(/^4,email/);
  });

  it('fails where there is no table, no known column, or not the one that is needed', async () => {
    const unknown = await importer.import('a;b;c\n1;2;3\n');
    const withoutKey = await importer.import('firstName;lastName\nAda;Lovelace\n', 'match=number');
    const unclosed = await importer.import(`${HEADER}\nAda;"Lovelace;ada@x.example\n`.padEnd(300_000, 'x'));
    const broken = await importer.import(xlsxOf([HEADER.split(';')]).subarray(0, 300));
    const old = await importer.import(Buffer.from('d0cf11e0a1b11ae1', 'hex'));

    const failures = [unknown, withoutKey, unclosed, broken, old];
    expect(failures.map(({ state, failure }) => [state, failure?.code])).toEqual([
      ['failed', 'header-unknown'],
      ['failed', 'header-unknown'],
      ['failed', 'spreadsheet-not-readable'],
      ['failed', 'spreadsheet-not-readable'],
      ['failed', 'spreadsheet-not-readable'],
    ]);
    expect((await importer.send('')).status).toBe(422);
  });

  it('takes numbers over, and gives only higher ones from then on', async () => {
    await importer.import(`number;${HEADER}\n700500;Num;Ber;num.ber@example.com\n`, 'match=number');

    const { body } = await register(service);

    expect(await customer('num.ber@example.com')).toMatchObject({ number: '700500' });
    expect(Number(body.customer.number)).toBeGreaterThan(700_500);
  });

  it('imports once for one Idempotency-Key', async () => {
    const file = `${HEADER}\nOnce;Only;once.only@example.com\n`;
    const headers = { 'idempotency-key': 'import-1' };

    const [first, second] = [await importer.send(file, '', headers), await importer.send(file, '', headers)];

    expect(second.body.id).toBe(first.body.id);
    expect(second.headers['location']).toBe(first.headers['location']);
    await importer.ended(first.body.id);
    expect(await count('import_messages WHERE false')).toBe(0);
  });

  it('is for those who may change customers, and of their shop alone', async () => {
    const reader = await Importer.of(service, employeeOfShop('customers:read'));
    const { body } = await importer.send(`${HEADER}\n`);
    const foreign = await Importer.of(service, {
      ...employeeOfShop(),
      shopId: '0198c0de-0000-7000-8000-0000000000bb',
    });

    expect((await reader.send(CLASSIC)).status).toBe(403);
    expect((await reader.api.get(`/v1/imports/${body.id}`)).status).toBe(200);
    expect((await foreign.api.get(`/v1/imports/${body.id}`)).status).toBe(404);
    expect((await foreign.api.get(`/v1/imports/${body.id}/result`)).status).toBe(404);
    expect((await foreign.api.post(`/v1/imports/${body.id}/cancel`)).status).toBe(404);
  });
});
