import { decimal } from '@clientele/contracts';
import { isUUID } from 'class-validator';
import { isDay } from '../memberships/validity.domain';
import type { FactType, ValueType } from './catalogue.domain';

/** How many values a list may have. */
export const MOST_VALUES = 200;

const MOST_DAYS = 36_525;
const MOST_HOURS = 8_784;
const LONGEST_TEXT = 255;
const AMOUNT = /^\d{1,14}(\.\d{1,6})?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** What must stand where a period is asked for. */
export const PERIOD = `Here must be {"days": n} or {"hours": n}, at most ${MOST_DAYS} days or ${MOST_HOURS} hours.`;

type Single = (value: unknown, choices?: readonly string[]) => boolean;

const SINGLES: Readonly<Record<string, { readonly is: Single; readonly message: string }>> = {
  text: { is: isText, message: `a text of 1 to ${LONGEST_TEXT} characters` },
  choice: {
    is: (value, choices = []) => choices.some((choice) => choice === value),
    message: 'one of the choices',
  },
  id: { is: (value) => typeof value === 'string' && isUUID(value), message: 'a UUID' },
  flag: { is: (value) => typeof value === 'boolean', message: 'true or false' },
  number: { is: (value) => isWhole(value, 0, 2_000_000_000), message: 'a whole number from 0 on' },
  amount: {
    is: (value) => typeof value === 'string' && AMOUNT.test(value),
    message: 'an amount as text, such as "19.90"',
  },
  instant: { is: isInstant, message: 'an instant, such as 2026-11-22T10:00:00Z' },
};

/** Tags and what can be bought are named by texts, groups by their ids. */
export const valueTypeOf = (type: FactType, fact: string): string =>
  fact === 'groups' ? 'id' : type === 'set' || type === 'purchases' ? 'text' : type;

/** What is wrong with the value of a condition; undefined: nothing. */
export function faultOf(
  shape: ValueType,
  type: string,
  value: unknown,
  choices?: readonly string[],
): string | undefined {
  const single = SINGLES[type];
  const isOne = (one: unknown): boolean => single?.is(one, choices) ?? false;
  const name = choices ? `one of ${choices.join(', ')}` : (single?.message ?? 'something else');
  switch (shape) {
    case 'none':
      return undefined;
    case 'one':
      return isOne(value) ? undefined : `Here must be ${name}.`;
    case 'list':
      return isList(value) && value.every(isOne)
        ? undefined
        : `Here must be a list of 1 to ${MOST_VALUES}, each ${name}.`;
    case 'range':
      if (!isList(value) || value.length !== 2 || !value.every(isOne))
        return `Here must be two, from and to, each ${name}.`;
      return isAscending(value) ? undefined : 'Here must be two, from and to: from is above to.';
    case 'period':
      return isPeriod(value) ? undefined : PERIOD;
    case 'days':
      return isRecord(value) && Object.keys(value).length === 1 && isWhole(value['days'], 0, 366)
        ? undefined
        : 'Here must be {"days": n}, at most 366.';
  }
}

// Ranges are of numbers and amounts.
const isAscending = ([from, to]: readonly unknown[]): boolean => decimal(String(from)).lte(String(to));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_VALUES;

/** A whole number within bounds. */
export const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** A span of days or hours. */
export const isPeriod = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).length === 1 &&
  (isWhole(value['days'], 0, MOST_DAYS) || isWhole(value['hours'], 1, MOST_HOURS));

// Postgres keeps neither the character 0 nor half a character.
function isText(value: unknown): boolean {
  return (
    typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT && !/\0|\p{Cs}/u.test(value)
  );
}

// The 30th of February would be taken for another day.
function isInstant(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    INSTANT.test(value) &&
    isDay(value.slice(0, 10)) &&
    !Number.isNaN(Date.parse(value))
  );
}
