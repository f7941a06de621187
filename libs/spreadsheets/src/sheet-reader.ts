import { guarded } from './cell.domain';
import { SpreadsheetNotReadable } from './spreadsheets.problems';
import type { Cell, TableRow } from './table';
import type { Workbook } from './workbook';
import { fromXmlText } from './xml-text.domain';
import type { XmlEvents } from './xml';
import { columnOf, dateText, numberText } from './xlsx-styles.domain';

const MOST_ROWS = 1_048_576;
/** A cell further to the right counts as one in this column. */
const MOST_COLUMNS = 1_024;

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  isFormula: boolean;
  value: string | undefined;
}

/** Makes rows of what happens in the document of a sheet. */
export class SheetReader implements XmlEvents {
  private done: TableRow[] = [];
  private row = 0;
  private cells: Cell[] = [];
  private cell: OpenCell | undefined;
  private isText = false;
  private isPhonetic = false;
  private over = false;

  constructor(private readonly workbook: Pick<Workbook, 'strings' | 'styles' | 'since1904'>) {}

  /** Whether all rows are done. */
  get ended(): boolean {
    return this.over;
  }

  /** The rows that were done since this was last asked. */
  take(): readonly TableRow[] {
    const taken = this.done;
    this.done = [];
    return taken;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.cell = this.opened(attributes);
    else if (name === 'v' || (name === 't' && !this.isPhonetic)) {
      this.isText = true;
      if (this.cell) this.cell.value ??= '';
    } else if (name === 'f' && this.cell) this.cell.isFormula = true;
    else if (name === 'rPh') this.isPhonetic = true;
    else if (name === 'row') this.beginRow(attributes['r']);
  }

  text(text: string): void {
    if (this.isText && this.cell) this.cell.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isText = false;
    else if (name === 'c' && this.cell) this.endCell(this.cell);
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'row' && this.cells.some((cell) => cell !== ''))
      this.done.push({ row: this.row, cells: this.cells });
    else if (name === 'sheetData') this.over = true;
  }

  private beginRow(number: string | undefined): void {
    const row = number === undefined ? this.row + 1 : Number(number);
    if (!(row > this.row && row <= MOST_ROWS))
      throw new SpreadsheetNotReadable({ detail: `Row ${number} comes after row ${this.row}.` });
    [this.row, this.cells] = [row, []];
  }

  private opened({ r, t, s }: Readonly<Record<string, string>>): OpenCell {
    const column = (r === undefined ? undefined : columnOf(r)) ?? this.cells.length;
    return {
      ...{ column: Math.min(column, MOST_COLUMNS), type: t ?? 'n', style: Number(s ?? 0) },
      ...{ isFormula: false, value: undefined },
    };
  }

  private endCell(cell: OpenCell): void {
    while (this.cells.length < cell.column) this.cells.push('');
    this.cells[cell.column] = this.textOf(cell);
    this.cell = undefined;
  }

  private textOf({ type, style, isFormula, value }: OpenCell): Cell {
    if (value === undefined) return isFormula ? WITHOUT_RESULT : '';
    const { isDate, isQuoted } = this.workbook.styles[style] ?? { isDate: false, isQuoted: false };
    if (type === 'e') return { code: 'cell-error', message: `There is the error ${value} in the cell.` };
    if (type === 'b') return value;
    if (type === 'n' && value !== '') return this.numberOf(value, isDate);
    const text = type === 's' ? this.sharedText(value) : fromXmlText(value);
    return isQuoted ? guarded(text) : text;
  }

  private numberOf(value: string, isDate: boolean): Cell {
    if (!isDate) return guarded(numberText(value));
    return (
      dateText(Number(value), this.workbook.since1904) ?? {
        code: 'not-a-date',
        message: 'No calendar has the date in the cell.',
      }
    );
  }

  private sharedText(number: string): string {
    const text = this.workbook.strings.get(Number(number));
    if (text === undefined)
      throw new SpreadsheetNotReadable({ detail: 'A cell refers to a text that is not there.' });
    return text;
  }
}

/** What was never opened in a spreadsheet program has formulas, but not what they come to. */
const WITHOUT_RESULT = {
  code: 'formula',
  message: 'There is no result with the formula. Save the file with a spreadsheet program first.',
};
