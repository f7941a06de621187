import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { RowsToWrite } from './csv-writer';
import { toXmlText } from './xml-text.domain';

/** No sheet has more rows. */
export const MOST_SHEET_ROWS = 1_048_576;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const SHEET = 'xl/worksheets/sheet1.xml';

const relationship = (type: string, target: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/${type}" Target="${target}"/></Relationships>`;

/** All but the sheet. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/${SHEET}" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': relationship('officeDocument', 'xl/workbook.xml'),
  'xl/workbook.xml':
    `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><bookViews><workbookView/></bookViews>` +
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': relationship('worksheet', 'worksheets/sheet1.xml'),
};

// The same rows are to give the same bytes, whenever they are written.
const UNDATED = { mtime: new Date(0), forceDosTimestamp: true, mode: 0o100644 };

/** An XLSX file of one sheet, whose first row stays in sight. All cells are text, so that nothing is taken for a number. */
export function xlsxOf(rows: RowsToWrite): Readable {
  const archive = new ZipFile();
  const file = new PassThrough();
  const sheet = Readable.from(sheetText(rows));
  const fail = (error: Error): void => void file.destroy(error);
  archive.on('error', fail);
  sheet.on('error', fail);
  // Nobody reads any further, or all is read.
  file.on('close', () => sheet.destroy());

  for (const [name, text] of Object.entries(PARTS)) archive.addBuffer(Buffer.from(XML + text), name, UNDATED);
  archive.addReadStream(sheet, SHEET, UNDATED);
  archive.end();
  archive.outputStream.pipe(file);
  return file;
}

async function* sheetText(rows: RowsToWrite): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`;
  yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';
  let row = 0;
  for await (const some of rows) yield some.map((cells) => rowText(++row, cells)).join('');
  yield '</sheetData></worksheet>';
}

const rowText = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells.map((cell, i) => cellText(`${columnName(i)}${row}`, cell)).join('')}</row>`;

const cellText = (place: string, text: string): string =>
  text === ''
    ? ''
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${toXmlText(text)}</t></is></c>`;

/** A to Z, AA to AZ, BA … */
function columnName(i: number): string {
  const last = String.fromCharCode(65 + (i % 26));
  return i < 26 ? last : columnName(Math.floor(i / 26) - 1) + last;
}
