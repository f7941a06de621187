export { guarded, isFormula, toCsvLine, unguarded } from './cell.domain';
export { type Separator, SEPARATORS } from './csv-table';
export { csvOf, type RowsToWrite } from './csv-writer';
export { type Encoding, ENCODINGS } from './encoding';
export { openTable } from './open-table';
export type { Cell, Table, TableRow } from './table';
export { SpreadsheetNotReadable } from './spreadsheets.problems';
export { TablesService } from './tables.service';
export { MOST_SHEET_ROWS, xlsxOf } from './xlsx-writer';
