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
  const query = async (asked: HeardQuery | string) => {
    // Plain text is what surrounds a query, such as settings.
    if (typeof asked !== 'string') queries.push(asked);
    return { rows: [] };
  };
  const ignore = (): void => undefined;
  const connection = { stream: { cork: ignore, uncork: ignore } };
  const client = { query, connection, on: ignore, off: ignore, release: ignore };
  Object.assign(poolOf(source), { query, connect: async () => client });
  // Without rows most questions end in "not found".
  await ask(new Database(source)).catch(() => undefined);
  await source.destroy();
  const [first] = queries;
  if (!first || queries.length > 1) throw new Error(`One query was expected, not ${queries.length}.`);
  return first;
}
