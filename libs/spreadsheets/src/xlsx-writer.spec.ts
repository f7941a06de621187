import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import type { RowsToWrite } from './csv-writer';
import { fromXmlText, toXmlText } from './xml-text.domain';
import { xlsxOf } from './xlsx-writer';

async function* rowsOf(...pages: readonly (readonly (readonly string[])[])[]): RowsToWrite {
  yield* pages;
}

describe('toXmlText', () => {
  it('holds any text that a database does, in characters that XML has', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'_x0F5&<>\r\n\t\u0001\u001f') }),
    );

    fc.assert(
      fc.property(texts, (text) => {
        const xml = toXmlText(text);
        const parsed = xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

        expect(xml).not.toMatch(/(?![\t\n])\p{Cc}|[\ufffe\uffff<>]/u);
        expect(fromXmlText(parsed)).toBe(text);
      }),
    );
  });
});

describe('xlsxOf', () => {
  it('writes a workbook of one sheet, all of it text', async () => {
    const parts = await partsOf(
      await buffer(xlsxOf(rowsOf([['a', 'b & c']], [['', '007'], Array.from({ length: 28 }, () => '1')]))),
    );

    expect([...parts.keys()]).toEqual([
      ...['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'],
      'xl/worksheets/sheet1.xml',
    ]);
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain(
      '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">a</t></is></c><c r="B1" t="inlineStr"><is><t xml:space="preserve">b &amp; c</t></is></c></row>' +
        '<row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">007</t></is></c></row><row r="3">',
    );
    expect(sheet).toContain('<c r="AB3"');
  });

  it('fails with its rows', async () => {
    async function* broken(): RowsToWrite {
      yield [['a']];
      throw new Error('The database is away.');
    }

    await expect(buffer(xlsxOf(broken()))).rejects.toThrow('The database is away.');
  });

  it('lets its rows go when nobody wants the file any more', async () => {
    let letGo: () => void;
    const over = new Promise<void>((resolve) => (letGo = resolve));
    async function* endless(): RowsToWrite {
      try {
        for (;;) yield [['a']];
      } finally {
        letGo();
      }
    }
    const file = xlsxOf(endless());

    let read = 0;
    for await (const part of file) if ((read += Buffer.from(part).length) > 4_096) break;

    await expect(over).resolves.toBeUndefined();
  });
});

/** The entries of an archive, unpacked. */
async function partsOf(file: Buffer): Promise<ReadonlyMap<string, string>> {
  const archive = await promisify<Buffer, object, ZipFile>(fromBuffer)(file, { lazyEntries: false });
  const entries: Entry[] = [];
  archive.on('entry', (entry: Entry) => entries.push(entry));
  await new Promise((resolve) => archive.once('end', resolve));
  const open = promisify(
    archive.openReadStream.bind(archive) as (
      entry: Entry,
      done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  );
  const parts = new Map<string, string>();
  for (const entry of entries) parts.set(entry.fileName, (await buffer(await open(entry))).toString());
  return parts;
}
