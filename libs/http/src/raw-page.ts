import {
  type Database,
  dynamicStatement,
  isUsualLength,
  type PageDefinition,
  type PageSql,
  pageSql,
  toPage,
} from '@clientele/database';
import type { ListQuery } from './list.bodies';
import { type RawJson, toRawPage } from './raw-json';

/** A list as SQL. */
export interface RawList {
  readonly page: PageDefinition;
  /** Expression that gives one item as JSON text. */
  readonly view: string;
  /** `FROM … WHERE …`; its values are in the parameters. */
  readonly matches: string;
  /** The same for one page, where what continues and ends it is worth knowing further inside. */
  readonly pageMatches?: (page: PageSql) => string;
  /** Whether one plan is as good for whatever values, so that each connection plans pages of usual length once. */
  readonly plannedForAny?: boolean;
}

/** Reads one page of a list, with the count of all that matches if asked for, by one prepared statement. */
export async function readRawPage<T>(
  db: Database,
  { page, view, matches, pageMatches, plannedForAny }: RawList,
  query: ListQuery,
  parameters: readonly unknown[],
): Promise<RawJson<T>> {
  const values = [...parameters];
  const counted = query.count ? `(SELECT count(*)::integer ${matches})` : 'NULL::integer';
  const paging = pageSql(page, query, values);
  const { cursorColumn, after, orderAndLimit } = paging;
  const shown = pageMatches?.(paging) ?? matches;
  const rows = await dynamicStatement<{ cursor: string; view: string; total: number | null }>(
    `SELECT ${cursorColumn}, ${view} AS view, ${counted} AS total ${shown} AND ${after} ${orderAndLimit}`,
    { plannedForAny: plannedForAny && !query.count && isUsualLength(query) },
  ).rows(db, values);
  const total = rows[0] ? (rows[0].total ?? undefined) : await countAll(db, matches, query, parameters);
  return toRawPage(
    toPage(rows, page, query, (row) => row.view),
    total,
  );
}

// Behind the last page no row tells how many there are before it.
async function countAll(
  db: Database,
  matches: string,
  { count, cursor }: ListQuery,
  parameters: readonly unknown[],
): Promise<number | undefined> {
  if (!count || cursor === undefined) return count ? 0 : undefined;
  const counted = await dynamicStatement<{ total: number }>(
    `SELECT count(*)::integer AS total ${matches}`,
  ).first(db, parameters);
  return counted?.total;
}
