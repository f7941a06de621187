/** What is written the same way inside an array and outside it. */
type Plain = string | number | boolean | Date | null | undefined;

/**
 * An array of ids, numbers, instants or such as Postgres reads it. For what may hold anything else the client makes it, which
 * looks for something to escape in each value; of thousands that is noticed.
 */
export const arrayText = (values: readonly Plain[]): string =>
  `{${values.map((value) => (value instanceof Date ? value.toISOString() : (value ?? 'NULL'))).join()}}`;
