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
