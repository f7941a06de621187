import type { Client } from 'pg';

/** A table's columns with their types, in the order of the rows' values. */
export type Columns = Readonly<Record<string, string>>;

/** Inserts many rows with one statement, column by column. Arrays of arrays are no column: send those as JSON. */
export async function insertRows(
  client: Client,
  table: string,
  columns: Columns,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map((type, i) => `$${i + 1}::${type}[]`);
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`,
    names.map((_, column) => rows.map((row) => row[column])),
  );
}
