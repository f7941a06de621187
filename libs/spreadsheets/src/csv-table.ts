import { CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { decodeStream } from 'iconv-lite';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Encoding } from './encoding';
import { SpreadsheetNotReadable } from './spreadsheets.problems';
import type { OpenFile, Table, TableRow } from './table';

export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** No row is longer; a quote that is not closed would take the rest of the file into it. */
const LONGEST_ROW = 256 * 1024;
const HEAD_BYTES = 64 * 1024;

const OPTIONS = {
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: LONGEST_ROW,
};

/** A CSV file. */
export class CsvTable implements Table {
  private read = 0;

  constructor(
    private readonly open: OpenFile,
    private readonly size: number,
    private readonly encoding: Encoding,
    private readonly separator: Separator,
  ) {}

  get progress(): number {
    return Math.min(1, this.read / Math.max(1, this.size));
  }

  async *rows(signal: AbortSignal): AsyncGenerator<TableRow> {
    this.read = 0;
    const parser = parse({ ...OPTIONS, delimiter: this.separator, skip_empty_lines: false });
    const file = await this.open();
    // The parser reads UTF-8 itself.
    const decoding = this.encoding === 'utf-8' ? [] : [decodeStream(this.encoding)];
    const piped = pipeline([file, this.counting(), ...decoding, parser], { signal });
    // What went wrong is thrown where the rows are read.
    piped.catch(() => undefined);
    try {
      let row = 0;
      for await (const cells of parser as AsyncIterable<string[]>) {
        row++;
        if (cells.some((cell) => cell !== '')) yield { row, cells };
      }
    } catch (error) {
      throw explained(error);
    } finally {
      file.destroy();
      parser.destroy();
    }
  }

  private counting(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.read += chunk.length;
        done(null, chunk);
      },
    });
  }
}

/** The separator by which the first line has most columns that `known` counts. */
export async function separatorOf(
  open: OpenFile,
  encoding: Encoding,
  known: (cells: readonly string[]) => number,
): Promise<Separator> {
  const head = await textOf((await open({ start: 0, end: HEAD_BYTES - 1 })).pipe(decodeStream(encoding)));
  const scores = SEPARATORS.map((separator) => ({ separator, score: known(firstLine(head, separator)) }));
  return scores.toSorted((a, b) => b.score - a.score)[0]?.separator ?? ';';
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}

function firstLine(head: string, delimiter: Separator): readonly string[] {
  const [line = ''] = head.split(/\r\n|\n|\r/, 1);
  try {
    const [cells = []]: string[][] = parseAtOnce(line, { ...OPTIONS, delimiter });
    return cells;
  } catch {
    return [];
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = 'lines' in error && typeof error.lines === 'number' ? ` in line ${error.lines}` : '';
  return new SpreadsheetNotReadable({
    detail:
      error.code.includes('QUOTE') || error.code.includes('MAX')
        ? `A quotation mark is not closed, or a row is too long${line}.`
        : `The rows cannot be told apart${line}.`,
  });
}
