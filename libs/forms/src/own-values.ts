import type { EffectiveField } from './form-rule';

/** Values of own fields, as they are kept. */
export type OwnValues = Record<string, string | number>;

/** Values of own fields, as they come: null takes one away. */
export type OwnValueChanges = Readonly<Record<string, string | number | null>>;

/** Own values after a change: what it does not mention stays. */
export function mergeOwnValues(values: OwnValues, changes: OwnValueChanges = {}): OwnValues {
  const merged = Object.entries({ ...values, ...changes });
  return Object.fromEntries(
    merged.flatMap(([name, value]): [string, string | number][] => (value === null ? [] : [[name, value]])),
  );
}

/** Own values as somebody sees them whose form hides some of the fields. */
export function shownValues(fields: readonly EffectiveField[], values: OwnValues): OwnValues {
  const hidden = new Set(fields.flatMap(({ field, presence }) => (presence === 'hidden' ? [field] : [])));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
}
