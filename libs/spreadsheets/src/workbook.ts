import type { ZipArchive } from '@clientele/files';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import type { Entry } from 'yauzl';
import type { SharedStrings } from './shared-strings';
import { SpreadsheetNotReadable } from './spreadsheets.problems';
import { fromXmlText } from './xml-text.domain';
import { readWholeXml, type XmlEvents } from './xml';
import { type CellStyle, isDateFormat } from './xlsx-styles.domain';

const MOST_ENTRIES = 10_000;
/** A part may unpack to so many times the size of the file, and to so much of any file, however small. */
const LARGEST_RATIO = 200;
const SMALL_BYTES = 10 * 1024 * 1024;
const LARGEST_PART_BYTES = 4 * 1024 * 1024 * 1024;

type Attributes = Readonly<Record<string, string>>;

/** A reference from one part of a workbook to another. */
interface Relation {
  readonly id: string;
  /** Last segment of its type, such as `worksheet`. */
  readonly type: string;
  readonly path: string;
}

/** What has to be known of a workbook to read its first sheet. */
export interface Workbook {
  readonly strings: SharedStrings;
  readonly styles: readonly CellStyle[];
  /** Whether days are counted from 1904 on. */
  readonly since1904: boolean;
  /** The first sheet that is shown, and how long it is. */
  readonly sheet: () => Promise<Readable>;
  readonly sheetBytes: number;
}

/** Reads all of a workbook but its sheets; its texts into `strings`. */
export async function openWorkbook(
  archive: ZipArchive,
  size: number,
  strings: SharedStrings,
): Promise<Workbook> {
  const parts = await Parts.of(archive, size);
  const [main = { path: 'xl/workbook.xml' }] = (await parts.relationsOf('')).filter(
    ({ type }) => type === 'officeDocument',
  );
  const { sheets, since1904 } = await readSheets(parts, main.path);
  const relations = await parts.relationsOf(main.path);
  const pathOf = (type: string): string | undefined => relations.find((one) => one.type === type)?.path;
  const sheetIds = sheets.filter(({ isHidden }) => !isHidden).map(({ id }) => id);
  const sheet = sheetIds
    .flatMap((id) => relations.filter((one) => one.id === id && one.type === 'worksheet'))
    .at(0);
  if (!sheet) throw new SpreadsheetNotReadable({ detail: 'There is no sheet in it.' });
  await readStrings(parts, pathOf('sharedStrings'), strings);
  return {
    strings,
    styles: await readStyles(parts, pathOf('styles')),
    since1904,
    sheet: () => parts.content(sheet.path),
    sheetBytes: parts.bytesOf(sheet.path),
  };
}

/** The files within a workbook. */
class Parts {
  private constructor(
    private readonly archive: ZipArchive,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly mostBytes: number,
  ) {}

  static async of(archive: ZipArchive, size: number): Promise<Parts> {
    if (archive.entryCount > MOST_ENTRIES)
      throw new SpreadsheetNotReadable({ detail: 'The archive has too many entries.' });
    const entries = new Map<string, Entry>();
    for await (const entry of archive.entries()) entries.set(entry.fileName.toLowerCase(), entry);
    return new Parts(
      archive,
      entries,
      Math.min(LARGEST_PART_BYTES, Math.max(SMALL_BYTES, size * LARGEST_RATIO)),
    );
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase());
  }

  bytesOf(path: string): number {
    return this.entries.get(path.toLowerCase())?.uncompressedSize ?? 0;
  }

  async content(path: string): Promise<Readable> {
    const entry = this.entries.get(path.toLowerCase());
    if (!entry) throw new SpreadsheetNotReadable({ detail: `There is no ${path} in it.` });
    if (entry.uncompressedSize > this.mostBytes)
      throw new SpreadsheetNotReadable({ detail: 'It unpacks to far more than it is.' });
    const content = await this.archive.content(entry);
    if (!content) throw new SpreadsheetNotReadable({ detail: 'It is encrypted.' });
    return content;
  }

  async read(path: string, events: XmlEvents): Promise<void> {
    await readWholeXml(await this.content(path), events);
  }

  async relationsOf(path: string): Promise<readonly Relation[]> {
    const folder = posix.dirname(path);
    const list = posix.join(folder, '_rels', `${posix.basename(path)}.rels`);
    const relations: Relation[] = [];
    if (!this.has(list)) return relations;
    await this.read(list, {
      open: (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
        if (name !== 'Relationship') return;
        const absolute = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
        relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path: absolute });
      },
    });
    return relations;
  }
}

async function readSheets(parts: Parts, path: string) {
  const sheets: { readonly id: string; readonly isHidden: boolean }[] = [];
  let since1904 = false;
  await parts.read(path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = isTrue(attributes['date1904']);
      if (name === 'sheet') {
        const { state = 'visible' } = attributes;
        sheets.push({ id: relationId(attributes), isHidden: state !== 'visible' });
      }
    },
  });
  return { sheets, since1904 };
}

// In a namespace of its own, whatever prefix the file has for that.
const relationId = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';

async function readStrings(parts: Parts, path: string | undefined, strings: SharedStrings): Promise<void> {
  if (path === undefined || !parts.has(path)) return;
  let [text, isText, isPhonetic] = ['', false, false];
  await parts.read(path, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.add(fromXmlText(text));
    },
  });
}

async function readStyles(parts: Parts, path: string | undefined): Promise<readonly CellStyle[]> {
  if (path === undefined || !parts.has(path)) return [];
  const codes = new Map<number, string>();
  const styles: CellStyle[] = [];
  let isOfCells = false;
  await parts.read(path, {
    open: (name, { numFmtId, formatCode, quotePrefix }) => {
      const format = Number(numFmtId ?? 0);
      if (name === 'numFmt') codes.set(format, formatCode ?? '');
      if (name === 'cellXfs') isOfCells = true;
      if (name === 'xf' && isOfCells)
        styles.push({ isDate: isDateFormat(format, codes.get(format)), isQuoted: isTrue(quotePrefix) });
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return styles;
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
