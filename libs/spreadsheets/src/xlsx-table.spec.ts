import { zipOf, type ZipEntry } from '@clientele/testing';
import { Readable } from 'node:stream';
import type { TableRow } from './table';
import { XlsxTable } from './xlsx-table';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (...targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships>${targets.map(([type, target], i) => `<Relationship Id="rId${i}" Type="${TYPES}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

interface Workbook {
  readonly rows: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
  readonly more?: readonly ZipEntry[];
}

const workbookOf = ({ rows, strings = '', styles = '', workbook, more = [] }: Workbook): Buffer =>
  zipOf(
    { name: '_rels/.rels', content: relations(['officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/workbook.xml',
      content:
        workbook ??
        '<workbook xmlns:r="x"><sheets><sheet name="Hidden" state="hidden" r:id="rId3"/><sheet name="A" r:id="rId0"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['sharedStrings', '/xl/sharedStrings.xml'],
          ['styles', 'styles.xml'],
          ['worksheet', 'worksheets/hidden.xml'],
        ] as const),
      ),
    },
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` },
    { name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...more,
  );

async function rowsOf(file: Buffer): Promise<TableRow[]> {
  const open = ({ start, end }: { start: number; end?: number } = { start: 0 }) =>
    Promise.resolve(Readable.from([file.subarray(start, end === undefined ? undefined : end + 1)]));
  const rows: TableRow[] = [];
  for await (const row of new XlsxTable(open, file.length).rows(new AbortController().signal)) rows.push(row);
  return rows;
}

const cellsOf = async (workbook: Workbook) => (await rowsOf(workbookOf(workbook)))[0]?.cells;

describe('XlsxTable', () => {
  it('reads texts, shared, inline, rich and computed, without their pronunciation', async () => {
    const cells = await cellsOf({
      strings:
        '<si><t>Łukasz</t></si><si><r><t>Rich </t></r><r><t xml:space="preserve">text</t></r><rPh><t>ignored</t></rPh></si><si><t>a_x000D_b &amp; c</t></si>',
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
        <c r="D1" t="inlineStr"><is><t>王</t></is></c><c r="E1" t="str"><f>A1&amp;"!"</f><v>Łukasz!</v></c></row>`,
    });

    expect(cells).toEqual(['Łukasz', 'Rich text', 'a\rb & c', '王', 'Łukasz!']);
  });

  it('reads numbers as they are shown, and yes and no', async () => {
    const cells = await cellsOf({
      rows: '<row><c><v>100023</v></c><c><v>4.7911111111E10</v></c><c><v>0.30000000000000004</v></c><c><v>-5</v></c><c t="b"><v>1</v></c></row>',
    });

    expect(cells).toEqual(['100023', '47911111111', '0.3', "'-5", '1']);
  });

  it('reads days and times by the style of their cells', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="[$-409]dd\\.mm\\.yyyy"/><numFmt numFmtId="171" formatCode="0.00 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>';
    const rows =
      '<row><c s="1"><v>31113</v></c><c s="2"><v>45292.75</v></c><c s="3"><v>2</v></c><c s="0"><v>31113</v></c><c s="1"><v>1</v></c><c s="1"><v>0.5</v></c><c s="1"><v>99999999</v></c></row>';

    expect(await cellsOf({ styles, rows })).toEqual([
      ...['1985-03-07', '2024-01-01 18:00:00', '2', '31113', '1900-01-01', '12:00:00'],
      { code: 'not-a-date', message: expect.any(String) },
    ]);
  });

  it('counts days from 1904 on where the workbook says so', async () => {
    const workbook =
      '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId0"/></sheets></workbook>';
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';

    expect(await cellsOf({ workbook, styles, rows: '<row><c><v>29651</v></c></row>' })).toEqual([
      '1985-03-07',
    ]);
  });

  it('tells errors and formulas without a result, and guards what was typed as text', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="0" quotePrefix="1"/></cellXfs>';
    const rows =
      '<row><c t="e"><v>#N/A</v></c><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t="inlineStr" s="1"><is><t>=1+1</t></is></c></row>';

    expect(await cellsOf({ styles, rows })).toEqual([
      ...[expect.objectContaining({ code: 'cell-error' }), expect.objectContaining({ code: 'formula' })],
      ...['2', "'=1+1"],
    ]);
  });

  it('keeps the place of cells and the numbers of rows, and leaves empty rows', async () => {
    const rows = await rowsOf(
      workbookOf({
        rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" s="1"/></row><row r="7"><c r="C7"><v>3</v></c></row>',
      }),
    );

    expect(rows).toEqual([
      { row: 1, cells: ['1'] },
      { row: 7, cells: ['', '', '3'] },
    ]);
  });

  it('reads elements in a namespace of their own', async () => {
    const file = workbookOf({ rows: '' });
    const prefixed = zipOf(
      { name: '_rels/.rels', content: relations(['officeDocument', 'book.xml']) },
      {
        name: 'book.xml',
        content:
          '<x:workbook xmlns:x="m" xmlns:rel="r"><x:sheets><x:sheet rel:id="rId0"/></x:sheets></x:workbook>',
      },
      { name: '_rels/book.xml.rels', content: relations(['worksheet', 'one.xml']) },
      {
        name: 'one.xml',
        content:
          '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    );

    expect(await rowsOf(prefixed)).toEqual([{ row: 1, cells: ['1'] }]);
    expect(await rowsOf(file)).toEqual([]);
  });

  it('finds its way in more texts than are at hand', async () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `text number ${i} ${'x'.repeat(600)}`);
    const cells = [19_999, 0, 10_000].map((i) => `<c t="s"><v>${i}</v></c>`);

    const read = await cellsOf({
      strings: texts.map((text) => `<si><t>${text}</t></si>`).join(''),
      rows: `<row>${cells.join('')}</row>`,
    });

    expect(read).toEqual([texts[19_999], texts[0], texts[10_000]]);
  });

  const refused = { code: 'spreadsheet-not-readable' };
  const SHEET = 'xl/worksheets/sheet1.xml';

  it.each([
    ['cut off', workbookOf({ rows: '<row/>' }).subarray(0, 500)],
    ['no archive', Buffer.from('PK\x03\x04 and nothing else')],
    ['an archive of something else', zipOf({ name: 'a.txt', content: 'x' })],
    ['without sheets', workbookOf({ rows: '', workbook: '<workbook/>' })],
    ['not well-formed', workbookOf({ rows: '<row><c></row>' })],
    ['with entities of its own', workbookOf({ rows: '<row><c t="str"><v>&xxe;</v></c></row>' })],
    [
      'not in its encoding',
      workbookOf({ rows: '', more: [{ name: SHEET, content: Buffer.from([0xc3, 0x28]) }] }),
    ],
    ['with rows out of order', workbookOf({ rows: '<row r="2"/><row r="1"/>' })],
    ['with a text that is not there', workbookOf({ rows: '<row><c t="s"><v>5</v></c></row>' })],
    ['with a text without an end', workbookOf({ rows: `<row><c><v>${'1'.repeat(5_000_000)}</v></c></row>` })],
    [
      'longer than it says',
      workbookOf({
        rows: '',
        more: [{ name: SHEET, content: `<a>${' '.repeat(100_000)}</a>`, claimedBytes: 10 }],
      }),
    ],
    [
      'unpacking to far too much',
      workbookOf({ rows: '', more: [{ name: SHEET, content: '<a/>', claimedBytes: 4_000_000_000 }] }),
    ],
  ])('refuses a workbook that is %s', async (_, file) => {
    await expect(rowsOf(file)).rejects.toMatchObject(refused);
  });

  it('leaves failures of the store to be tried again', async () => {
    const failing = () => Promise.reject(new Error('The store is away.'));
    const rows = new XlsxTable(failing, 1_000).rows(new AbortController().signal);

    await expect(rows.next()).rejects.not.toMatchObject(refused);
  });
});
