import type { Tx } from '@clientele/database';
import { type Cell, type Table, unguarded } from '@clientele/spreadsheets';
import { validate as isUuid } from 'uuid';
import { FileTooLong } from './membership-batches.problems';
import { keepNamed } from './membership-batches.queries';
import type { NamedColumn } from './named-column.domain';

const KEPT_TOGETHER = 5_000;
const MOST_ROWS = 500_000;
/** No name of a customer is longer. */
const LONGEST = 320;

/** Keeps the rows of a file as those of a batch, by the numbers that people see in front of them; few of them in memory at a time. */
export async function keepFileRows(tx: Tx, jobId: string, column: NamedColumn, table: Table): Promise<void> {
  const rows = table.rows(new AbortController().signal);
  // The header.
  await rows.next();
  let [numbers, names, count]: [number[], string[], number] = [[], [], 0];
  const keep = async (): Promise<void> => {
    const ids = names.map((name) => (column.by === 'id' && isUuid(name) ? name : null));
    if (numbers.length > 0) await keepNamed.rows(tx, [jobId, numbers, names, ids]);
    [numbers, names] = [[], []];
  };
  for await (const { row, cells } of rows) {
    if (++count > MOST_ROWS) throw new FileTooLong({ detail: `It has more than ${MOST_ROWS} rows.` });
    numbers.push(row);
    names.push(nameIn(cells[column.index]));
    if (numbers.length === KEPT_TOGETHER) await keep();
  }
  await keep();
}

/** Empty: the cell names nobody. */
const nameIn = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? unguarded(cell).replaceAll('\0', '').trim().slice(0, LONGEST) : '';
