import { isFormula, unguarded, type Cell } from '@clientele/spreadsheets';
import type { Column, Mistake, Value } from './column.domain';

/** What the columns of a file are. */
export interface Header {
  /** In the order of the file; undefined for those that are not imported. */
  readonly columns: readonly (Column | undefined)[];
  readonly names: readonly string[];
  readonly mistakes: readonly Mistake[];
}

/** The fields of a row by name: those the file says something of. */
export type Fields = Readonly<Record<string, Value>>;

/** A row that can be imported, as far as itself can tell. */
export interface Row {
  readonly row: number;
  readonly fields: Fields;
}

/** What a row is about, so that another row with the same is about the same. */
export interface RowKey {
  /** The field that tells. */
  readonly field: string;
  readonly key: string;
}

/** What the cells of a row say, or what is wrong with them. */
export type ReadRow = { readonly fields: Fields } | { readonly mistakes: readonly Mistake[] };

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Finds a column by its name as it is, or by its headers without case, spaces and punctuation. */
function columnFinder(columns: readonly Column[]): (name: string) => Column | undefined {
  const exact = new Map(columns.map((column) => [column.field, column]));
  // Own fields come last and may be alike to ours: the first counts.
  const alike = new Map(
    columns
      .flatMap((column) =>
        [column.field, ...(column.headers ?? [])].map((name) => [plain(name), column] as const),
      )
      .toReversed(),
  );
  return (name) => exact.get(name.trim()) ?? alike.get(plain(name));
}

/** How many of these headers are known. */
export function knownHeaders(columns: readonly Column[], names: readonly string[]): number {
  const columnOf = columnFinder(columns);
  return names.filter((name) => columnOf(name) !== undefined).length;
}

/** Finds out what the columns are. A header that nobody knows is told and left; one that comes twice as well. */
export function readHeader(columns: readonly Column[], names: readonly string[]): Header {
  const columnOf = columnFinder(columns);
  const [found, mistakes]: [(Column | undefined)[], Mistake[]] = [[], []];
  for (const name of names) {
    const column = columnOf(name);
    const isRepeated = column !== undefined && found.includes(column);
    found.push(isRepeated ? undefined : column);
    if (isRepeated)
      mistakes.push({
        column: name,
        code: 'column-repeated',
        message: 'The column comes twice; the first counts.',
      });
    else if (!column && plain(name) !== '')
      mistakes.push({ column: name, code: 'column-unknown', message: 'The column is not imported.' });
  }
  return { columns: found, names, mistakes };
}

/** What the column of a field is called in the file; what is no field of a column stays as it is. */
export function nameInFile({ columns, names }: Header, field: string | null): string | null {
  const at = columns.findIndex((column) => column !== undefined && column.field === field);
  return names[at] ?? field;
}

/** Reads the cells of a row. An empty cell says nothing; `NULL` clears. */
export function readRow({ columns, names }: Header, cells: readonly Cell[], now: Date): ReadRow {
  const fields: Record<string, Value> = {};
  const mistakes: Mistake[] = [];
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    mistakes.push({
      column: null,
      code: 'too-many-columns',
      message: `There are ${cells.length} cells for ${columns.length} columns.`,
    });
  for (const [i, column] of columns.entries()) {
    const cell = cells[i] ?? '';
    if (!column || column.ignored || isEmpty(cell)) continue;
    const reading = typeof cell === 'string' ? readCell(column, cell, now) : cell;
    if ('value' in reading) fields[column.field] = reading.value;
    else mistakes.push({ column: names[i] ?? column.field, ...reading });
  }
  return mistakes.length > 0 ? { mistakes } : { fields };
}

const isEmpty = (cell: Cell): boolean => typeof cell === 'string' && cell.trim() === '';

function readCell(
  column: Column,
  cell: string,
  now: Date,
): { readonly value: Value } | Omit<Mistake, 'column'> {
  if (cell === 'NULL')
    return column.clearable
      ? { value: null }
      : { code: 'not-clearable', message: 'There has to be a value.' };
  if (/[\0\ufffd\p{Cs}]/u.test(cell))
    return {
      code: 'wrong-encoding',
      message: 'There are characters that the encoding of the file does not have.',
    };
  if (!column.signed && isFormula(cell))
    return {
      code: 'formula',
      message: 'The cell would be run as a formula. Put an apostrophe in front if it is text.',
    };
  return column.read(unguarded(cell), now);
}
