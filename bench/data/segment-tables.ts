import type { Client } from 'pg';

/** Fills a table whose indexes are made when the rows are there, as a restore does. */
export async function table(client: Client, name: string, fill: () => Promise<unknown>): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE NOT indisprimary AND indrelid = $1::regclass`,
    [name],
  );
  for (const index of indexes) await client.query(`DROP INDEX ${index.name}`);
  await fill();
  for (const { definition } of indexes) await client.query(definition);
  await client.query(`ANALYZE ${name}`);
}
