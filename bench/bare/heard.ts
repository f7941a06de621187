import { Database, type Database as Asked, dataSourceFor, poolOf } from '@clientele/database';

/** What a service sends to Postgres. */
export interface HeardQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The query that a service's own code makes, learned by listening to it: the bare server sends the same text. */
export async function heard(databaseUrl: string, ask: (db: Asked) => Promise<unknown>): Promise<HeardQuery> {
  const source = dataSourceFor({ databaseUrl, databasePoolSize: 1 }, { entities: [], migrations: [] });
  await source.initialize();
  const queries: HeardQuery[] = [];
  Object.assign(poolOf(source), {
    query: async (query: HeardQuery) => {
      queries.push(query);
      return { rows: [] };
    },
  });
  // Without rows most questions end in "not found".
  await ask(new Database(source)).catch(() => undefined);
  await source.destroy();
  const [query] = queries;
  if (!query || queries.length > 1) throw new Error(`One query was expected, not ${queries.length}.`);
  return query;
}
