const LEADS_TO_FORMULA = /^[=+\-@\t\r]/;
const TO_GUARD = /^'*(?:[=+\-@\t\r]|NULL$|\s+$)/;
const GUARDED = /^'+(?:[=+\-@\t\r]|NULL$|\s+$)/;

/** Whether a spreadsheet could run a cell as a formula. */
export const isFormula = (cell: string): boolean => LEADS_TO_FORMULA.test(cell);

/** A cell that no spreadsheet runs and that we never take for `NULL` or for empty: led by an apostrophe where it has to be. */
export const guarded = (text: string): string => (TO_GUARD.test(text) ? `'${text}` : text);

/** What was guarded; any other text as it is, such as the name 't Hooft. */
export const unguarded = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);

/** One line of a CSV file (RFC 4180), its cells as they are. */
export const toCsvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => (/[",;\t|\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)}\r\n`;
