/** How cells of a style are to be read. */
export interface CellStyle {
  /** Whether its numbers are days, times of day, or both. */
  readonly isDate: boolean;
  /** Whether it was typed with an apostrophe in front: text, whatever it looks like. */
  readonly isQuoted: boolean;
}

/** Formats that every spreadsheet program knows by number, and that show days or times. */
const DATE_FORMATS: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number in this format is a day or a time; `code` if the file brings the format along. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.some(([first, last]) => id >= first && id <= last);
  // What is quoted, escaped or in brackets is shown as it is, but for spans of time: [h]:mm.
  const bare = code
    .split(';', 1)[0]
    ?.replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[dmyhs]/i.test(bare ?? '') && !/general/i.test(bare ?? '');
}

const DAY_MS = 86_400_000;
/** What day 0 is: one day early, as day 60 is 29 February 1900, which never was. */
const ZERO = Date.UTC(1899, 11, 30);
const ZERO_1904 = Date.UTC(1904, 0, 1);

/** The text of a number that is a day, a time of day, or both; undefined if no calendar has it. */
export function dateText(serial: number, since1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined;
  const early = !since1904 && serial < 60 && serial >= 1 ? 1 : 0;
  const seconds = Math.round((serial + early) * 86_400);
  const at = new Date((since1904 ? ZERO_1904 : ZERO) + seconds * 1_000);
  const [day = '', time = ''] = at.toISOString().split(/[TZ.]/);
  if (serial < 1 && !since1904) return time;
  return seconds % (DAY_MS / 1_000) === 0 ? day : `${day} ${time}`;
}

/** The text of a number as a spreadsheet shows it: fifteen digits, and no zeros at its end. */
export function numberText(value: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const exact = Number.isSafeInteger(number) ? number : Number(number.toPrecision(15));
  const text = String(exact);
  return text.includes('e')
    ? exact.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

/** Number of a column by the letters of a cell, from 0 on: `C12` is 2. */
export function columnOf(reference: string): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d*$/.exec(reference) ?? [];
  if (letters === undefined) return undefined;
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
