import { eventually, type TestService } from '@clientele/testing';
import { parse } from 'csv-parse/sync';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Exporter } from './exports';
import { employeeOfShop, someone, startIdentity } from './identity';
import { Importer } from './imports';

const CLASSIC = readFileSync(resolve('tools/demo/data/customers.csv'));

/** What a spreadsheet, a CSV file or our own import could take for something else. */
const ODD = [
  '=HYPERLINK("http://x.example","y")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  "'=1",
  "''+1",
  "'t Hooft",
  'NULL',
  "'NULL",
  '  ',
  ' led and followed ',
  'a;b,c\td|e',
  '"quoted" and "more',
  'two\nlines',
  'two\r\nlines',
  '007',
  '1e3',
  '2026-11-22',
  '_x0041_ & <b>',
  '\u0001\u000b',
  'Łódź 東京 🫖',
];

describe('POST /v1/exports of customers', () => {
  let service: TestService;
  let exporter: Exporter;
  let importer: Importer;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-exports-')) });
    exporter = await Exporter.of(service);
    importer = await Importer.of(service);
    const { api } = importer;
    for (const [i, odd] of ODD.entries()) {
      const { status, body } = await api.post('/v1/customers', {
        ...someone({ password: undefined }),
        ...{ invite: false, kind: 'company', company: odd, accountingNumber: odd, phone: '+48 22 100 20 30' },
        ...{
          newsletter: i % 2 === 0,
          allowedOutstanding: '1250.50',
          maximumPaymentDays: 30,
          birthday: '1990-02-28',
        },
        ...{
          riskRating: 'low',
          titleId: '0198c0de-0000-7000-8000-000000001001',
          externalReference: `odd-${i}`,
        },
      });
      if (status !== 201) throw new Error(JSON.stringify(body));
    }
  });

  afterAll(() => service.stop());

  const empty = () => service.db.manager.query('TRUNCATE customers, contacts CASCADE');
  const count = async (sql: string): Promise<number> => {
    const [row] = await service.db.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM ${sql}`,
    );
    return row.count;
  };

  it('answers with a job, whose result is a file of cells that no spreadsheet runs', async () => {
    const { status, headers, body } = await exporter.ask({ format: 'csv', separator: ',' });

    const ended = await exporter.ended(body.id);
    const { headers: sent, body: file } = await exporter.api.download(ended.resultUrl);
    const [header = [], ...rows]: string[][] = parse(file, { bom: true });
    expect([status, headers['location']]).toEqual([202, `/v1/exports/${body.id}`]);
    expect(ended).toMatchObject({
      ...{ kind: 'customers-export', state: 'done', progress: 1, counts: { rows: ODD.length } },
      options: { of: 'customers', layout: 'full', filters: { state: 'open' }, language: 'en' },
    });
    expect(sent).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(file.length),
      'content-disposition': expect.stringMatching(/^attachment; filename="customers-\d{4}-\d\d-\d\d\.csv"$/),
    });
    expect(header.slice(0, 4)).toEqual(['number', 'externalReference', 'kind', 'title']);
    expect(rows.map((row) => row[1])).toEqual(ODD.map((_, i) => `odd-${i}`));
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(rows[0]).toEqual(expect.arrayContaining(['Mr', "'+48 22 100 20 30", '1250.5', '1', '0', 'low']));
  });

  it.each(['csv', 'xlsx'])(
    'gives the same bytes of %s after an import, by those who are there and by none',
    async (format) => {
      const first = await exporter.export({ format });

      const again = await importer.import(first, 'match=number');
      const second = await exporter.export({ format });
      await empty();
      const anew = await importer.import(first, 'match=number');
      const third = await exporter.export({ format });

      expect(again.counts).toMatchObject({ unchanged: ODD.length, created: 0, updated: 0, refused: 0 });
      expect(anew.counts).toMatchObject({ created: ODD.length, refused: 0 });
      expect(second.equals(first)).toBe(true);
      expect(third.equals(first)).toBe(true);
    },
  );

  it('keeps to the filters of the list, to the columns and to the language', async () => {
    const filters = { newsletter: true, kind: 'company', registeredFrom: '2020-01-01T00:00:00Z' };
    const { body } = await exporter.api.get<{ total: number }>(
      '/v1/customers?newsletter=true&kind=company&registeredFrom=2020-01-01T00:00:00Z&count=true',
    );

    const lines = await exporter.lines({
      filters,
      columns: ['title', 'newsletter', 'totalSpent'],
      language: 'fr',
    });

    expect(lines).toEqual(['title;newsletter;totalSpent', ...Array(body.total).fill('M.;1;0'), '']);
    expect(await exporter.lines({ filters: { q: 'nobody at all' }, columns: ['number'] })).toEqual([
      'number',
      '',
    ]);
  });

  it('gives the classic layout as it is imported', async () => {
    await empty();
    await importer.import(CLASSIC, 'match=externalReference');

    const lines = await exporter.lines({ layout: 'classic', classicId: 'externalReference' });

    // Ages are not imported, as no birthday can be made of them.
    const ageless = CLASSIC.toString()
      .split('\n')
      .map((line, i) => (i === 0 ? line : line.replace(/(@[^;]+;)\d+;/, '$1;')));
    expect(lines).toEqual(ageless);
  });

  it('begins again where another process was killed', async () => {
    await service.db.manager.query(
      `INSERT INTO jobs (id, resource, kind, shop_id, actor, input, state, progress, counts, attempts, lease_owner,
                         lease_until, created_at, started_at)
       SELECT gen_random_uuid(), resource, kind, shop_id, actor, input, 'running', 0.5, '{"rows": 7}', 1,
              gen_random_uuid(), now() - interval '1 second', now(), now()
       FROM jobs WHERE resource = 'exports' ORDER BY created_at DESC LIMIT 1`,
    );
    const { body } = await exporter.api.get<{ items: { id: string }[] }>('/v1/exports?limit=1');

    const ended = await exporter.ended(body.items[0]?.id ?? '');

    expect(ended).toMatchObject({ state: 'done', progress: 1, counts: { rows: 20 } });
    expect((await exporter.fetch(ended)).toString().split('\r\n')).toHaveLength(22);
  });

  it('says what is wrong with what is asked', async () => {
    const wrong = {
      ...{ of: 'carts', format: 'ods', layout: 'none', separator: 'x', language: '!', columns: [1] },
      filters: { emial: 'x', registeredFrom: 'yesterday', limit: 5 },
    };

    const { status, body } = await exporter.api.post<Refusal>('/v1/exports', wrong);
    const columns = await exporter.api.post<Refusal>('/v1/exports', { columns: ['number', 'passwordHash'] });
    const classic = await exporter.api.post<Refusal>('/v1/exports', {
      layout: 'classic',
      columns: ['number'],
    });
    const list = await exporter.api.post<Refusal>('/v1/exports', { filters: [] });

    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      ...['/columns', '/columns', '/filters/emial', '/filters/limit', '/filters/registeredFrom', '/format'],
      ...['/language', '/layout', '/of', '/separator'],
    ]);
    expect([columns, classic, list].map((answer) => answer.body.errors[0]?.pointer)).toEqual([
      ...['/columns/1', '/columns', '/filters'],
    ]);
  });

  it('has no file as long as it is not done, and none when it is cancelled', async () => {
    const { body } = await exporter.ask({});
    const cancelled = await exporter.api.post(`/v1/exports/${body.id}/cancel`);
    const ended = await exporter.ended(body.id);

    const file = await exporter.api.download(`/v1/exports/${body.id}/result`);

    if (cancelled.status === 200 && ended.state === 'cancelled')
      expect([file.status, file.body.toString()]).toEqual([409, expect.stringContaining('job-not-done')]);
    expect(await count("stored_files WHERE state = 'arriving'")).toBe(0);
  });

  it('goes with its file after a week', async () => {
    await service.db.manager.query("UPDATE jobs SET finished_at = finished_at - interval '8 days'");
    const kept = await count("stored_files WHERE state = 'kept'");

    // A process looks for what is over when it starts.
    await service.replica();

    await eventually(async () => expect(await count('jobs')).toBe(0));
    expect(kept).toBeGreaterThan(0);
    expect(await count("stored_files WHERE state = 'kept'")).toBe(0);
  });

  it('is for those who may export and read customers, and of their shop alone', async () => {
    const mayNotRead = await Exporter.of(service, employeeOfShop('exports:write', 'exports:read'));
    const mayNotExport = await Exporter.of(service, employeeOfShop('customers:write', 'customers:read'));
    const { body } = await exporter.ask({});
    const ended = await exporter.ended(body.id);
    const foreign = await Exporter.of(service, {
      ...employeeOfShop(),
      shopId: '0198c0de-0000-7000-8000-0000000000bb',
    });

    expect((await mayNotRead.ask({})).status).toBe(403);
    expect((await mayNotRead.api.get(ended.resultUrl)).status).toBe(403);
    expect((await mayNotExport.ask({})).status).toBe(403);
    expect((await mayNotExport.api.get(ended.resultUrl)).status).toBe(403);
    expect((await foreign.api.get(`/v1/exports/${body.id}`)).status).toBe(404);
    expect((await foreign.api.get(ended.resultUrl)).status).toBe(404);
    expect((await foreign.api.post(`/v1/exports/${body.id}/cancel`)).status).toBe(404);
  });

  it('is in the audit log: who asked for what, what came of it, and who fetched it', async () => {
    const { body } = await exporter.ask({ filters: { newsletter: true } });
    await exporter.fetch(await exporter.ended(body.id));

    await eventually(async () => {
      const { body: log } = await exporter.api.get<{ items: Entry[] }>(`/v1/audit?resourceId=${body.id}`);
      const of = (operation: string) => log.items.find((entry) => entry.operation === operation);
      expect(of('exports.create')).toMatchObject({ after: { filters: { newsletter: true } } });
      expect(of('exports.finish')).toMatchObject({ after: { rows: 9, sha256: expect.any(String) } });
      expect(of('exports.file')).toMatchObject({ kind: 'read' });
    });
  });
});

interface Refusal {
  readonly errors: readonly { readonly pointer: string }[];
}

interface Entry {
  readonly operation: string;
}
