import { type Cell, type TableRow, unguarded } from '@clientele/spreadsheets';
import { FileColumnUnknown } from './membership-batches.problems';
import { type NamedBy, type NamedColumn, namedColumn } from './named-column.domain';

/** No file that names customers is larger. */
export const MOST_BYTES = 50 * 1024 * 1024;
/** No name of a customer is longer. */
const LONGEST = 320;

/** The column of a file that names customers, by its first row. */
export function columnIn(header: TableRow | undefined, wanted?: NamedBy): NamedColumn {
  const headers = header?.cells.map((cell) => (typeof cell === 'string' ? cell : '')) ?? [];
  const column = namedColumn(headers, wanted);
  if (column) return column;
  throw new FileColumnUnknown({
    detail: `The first row has no column ${wanted ?? 'id, number or email'}.`,
  });
}

/** Empty: the cell names nobody. */
export const nameIn = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? unguarded(cell).replaceAll('\0', '').trim().slice(0, LONGEST) : '';
