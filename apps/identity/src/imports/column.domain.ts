import { decimal } from '@clientele/contracts';

/** A value of a row: what to set, or null to clear. */
export type Value = string | number | boolean | null;

/** What a cell says: a value, or why it is none. */
export type Reading =
  { readonly value: Exclude<Value, null> } | { readonly code: string; readonly message: string };

/** A column that can be imported. */
export interface Column {
  /** Name of the field, and its header in our own format. */
  readonly field: string;
  /** Further headers; case, spaces and punctuation do not matter. */
  readonly headers?: readonly string[];
  readonly read: (text: string, now: Date) => Reading;
  /** Whether `NULL` clears it. */
  readonly clearable?: boolean;
  /** Whether a sign may lead it, as it does telephone numbers. */
  readonly signed?: boolean;
  /** Whether it is known, and left. */
  readonly ignored?: boolean;
}

/** One thing that is wrong with a row. */
export interface Mistake {
  readonly column: string | null;
  /** Stable, kebab-case. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
}

/** Tells a mistake from whatever else there may be in its place. */
export const isMistake = (found: object): found is Mistake => 'code' in found && 'message' in found;

/** Text of up to so many characters. */
export const text =
  (longest: number) =>
  (value: string): Reading =>
    value.length > longest ? { code: 'too-long', message: `At most ${longest} characters.` } : { value };

/** Text that `check` accepts, without the spaces around it. */
export const textThat =
  (check: (value: string) => boolean, code: string, message: string) =>
  (value: string): Reading =>
    check(value.trim()) ? { value: value.trim() } : { code, message };

const YES = new Set(['1', 'true', 'yes', 'y']);
const NO = new Set(['0', 'false', 'no', 'n']);

/** Yes or no. */
export function yesOrNo(value: string): Reading {
  const word = value.trim().toLowerCase();
  if (YES.has(word)) return { value: true };
  return NO.has(word)
    ? { value: false }
    : { code: 'not-boolean', message: '1 or 0 is needed, or true or false.' };
}

/** An amount of money, without zeros at its end. */
export function amount(value: string): Reading {
  const text = value.trim();
  return /^\d{1,14}(\.\d{1,6})?$/.test(text)
    ? { value: decimal(text).toFixed() }
    : { code: 'not-an-amount', message: 'An amount is needed, such as 1250.50.' };
}

/** A whole number up to `most`. */
export const wholeNumber =
  (most: number) =>
  (value: string): Reading => {
    const number = /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : Number.NaN;
    return number <= most
      ? { value: String(number) }
      : { code: 'not-a-number', message: `A whole number from 0 to ${most} is needed.` };
  };

/** A day of the calendar. */
export const day = textThat(isDay, 'not-a-date', 'A day as YYYY-MM-DD is needed.');

/** An instant; without a time zone it is UTC, and without a time midnight. */
export function instant(value: string): Reading {
  const [, date = '', time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      value.trim(),
    ) ?? [];
  const at = Date.parse(`${date}T${time}${zone}`);
  if (!isDay(date) || Number.isNaN(at))
    return { code: 'not-a-date', message: 'A date and time as YYYY-MM-DD HH:MM:SS is needed.' };
  return { value: new Date(at).toISOString() };
}

function isDay(value: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** One of these. */
export const oneOf = (...values: readonly string[]) =>
  textThat((value) => values.includes(value), 'not-one-of', `One of ${values.join(', ')} is needed.`);

/** A column that is there and means nothing to us, such as the age in the classic format. */
export const ignored = (field: string, ...headers: readonly string[]): Column => ({
  field,
  headers,
  read: (value) => ({ value }),
  ignored: true,
});
