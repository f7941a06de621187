import type { FieldType, OwnValueChanges, OwnValues } from '@clientele/forms';
import { type Column, day, type Reading, type Value } from './column.domain';
import type { Fields } from './rows.domain';

/** A field that a shop has added to a form. */
export interface OwnField {
  readonly field: string;
  readonly type: FieldType;
}

const PREFIX = 'custom.';

/** What the column of an own field is called; the prefix keeps it apart from columns of ours. */
export const ownColumnName = (field: string): string => `${PREFIX}${field}`;

/** The columns of own fields. What else a form asks of their values is checked with the row. */
export const ownColumns = (fields: readonly OwnField[]): readonly Column[] =>
  fields.map(({ field, type }) => ({
    field: ownColumnName(field),
    read: READ[type],
    clearable: true,
    signed: type === 'number',
  }));

const READ: Readonly<Record<FieldType, (value: string) => Reading>> = {
  text: (value) => ({ value }),
  number,
  date: day,
  choice: (value) => ({ value }),
};

function number(value: string): Reading {
  const found = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim()) ? Number(value) : Number.NaN;
  return Number.isFinite(found)
    ? { value: found }
    : { code: 'not-a-number', message: 'A number is needed, such as 12.5.' };
}

/** What is known of something, its own values by the names of their columns. */
export const withOwn = <T extends object>(known: T, custom: OwnValues): T => ({
  ...known,
  ...Object.fromEntries(Object.entries(custom).map(([name, value]) => [ownColumnName(name), value])),
});

/** Fields as forms are filled in with them: own values in `custom`. */
export function formOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> & {
  readonly custom: OwnValueChanges;
} {
  if (!Object.keys(fields).some(isOwn)) return { ...fields, custom: {} };
  const entries = Object.entries(fields);
  return {
    ...Object.fromEntries(entries.filter(([name]) => !isOwn(name))),
    custom: Object.fromEntries(
      entries
        .filter((entry): entry is [string, string | number | null] => isOwn(entry[0]))
        .map(([name, value]) => [name.slice(PREFIX.length), value]),
    ),
  };
}

/** Fields after a change; of own fields that are taken away nothing stays. */
export function changed<T extends object>(known: T, changes: Fields): T {
  const all = { ...known, ...changes };
  for (const name in changes) if (changes[name] === null && isOwn(name)) Reflect.deleteProperty(all, name);
  return all;
}

/** Fields of something new, which has no own field that could be taken away. */
export const ofNew = (fields: Fields): Fields =>
  Object.keys(fields).some((name) => fields[name] === null && isOwn(name)) ? changed({}, fields) : fields;

/** Those of the fields that say something else than what is known. */
export const differing = (known: Readonly<Record<string, unknown>>, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]: [string, Value]) => (known[name] ?? null) !== value),
  );

const isOwn = (name: string): boolean => name.startsWith(PREFIX);
