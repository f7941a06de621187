import { ZipArchive } from '@clientele/files';
import { isNativeError } from 'node:util/types';
import { SharedStrings } from './shared-strings';
import { SheetReader } from './sheet-reader';
import { SpreadsheetNotReadable } from './spreadsheets.problems';
import type { OpenFile, Table, TableRow } from './table';
import { openWorkbook } from './workbook';
import { readXml, XmlTooLong } from './xml';

/** The first sheet of a workbook (Office Open XML). */
export class XlsxTable implements Table {
  private read = 0;
  private sheetBytes = 0;

  constructor(
    private readonly open: OpenFile,
    private readonly size: number,
  ) {}

  get progress(): number {
    return Math.min(1, this.read / Math.max(1, this.sheetBytes));
  }

  async *rows(signal: AbortSignal): AsyncGenerator<TableRow> {
    this.read = 0;
    let archive: ZipArchive | undefined;
    const strings = new SharedStrings();
    try {
      archive = await ZipArchive.open(this.open, this.size);
      const workbook = await openWorkbook(archive, this.size, strings);
      this.sheetBytes = workbook.sheetBytes;
      const sheet = new SheetReader(workbook);
      for await (const bytes of readXml(await workbook.sheet(), sheet)) {
        signal.throwIfAborted();
        this.read += bytes;
        yield* sheet.take();
        if (sheet.ended) return;
      }
    } catch (error) {
      throw archive?.failure ?? explained(error);
    } finally {
      archive?.close();
      strings.close();
    }
  }
}

// yauzl and the parser throw plain errors, zlib and the decoder ones with codes of their own; all else is not the file's fault.
function explained(error: unknown): unknown {
  if (!isNativeError(error)) return error;
  const code = 'code' in error ? String(error.code) : undefined;
  const isPlain = code === undefined && error.name === 'Error' && !(error instanceof XmlTooLong);
  if (error instanceof XmlTooLong)
    return new SpreadsheetNotReadable({ detail: 'There is a longer text in it than any cell has.' });
  if (isPlain || code?.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new SpreadsheetNotReadable({ detail: 'It is damaged, or no workbook.' });
  return error;
}
