import { type Database, DatabaseBusy, statement } from '@clientele/database';
import { setTimeout as delay } from 'node:timers/promises';
import { estimateOf, type Sampled } from './estimate.domain';
import { Look } from './look';
import { Parameters } from './rule-sql.domain';

/** SQL of some customers by their ids, of those whose facts are in a table. */
export type Customers = (parameters: Parameters, facts: string) => string;

/** How many there are, and some of them; without a margin these are all. */
interface Counted {
  readonly count: number;
  readonly exact: boolean;
  readonly margin: number | null;
  readonly sample: readonly string[];
}

/** More than these are estimated. */
const EXACT = 10_000;
/** So are those that take longer to count, if there can be no doubt that they are more; else it takes as long as it takes. */
const SOON_MS = 250;
const LATE = '5s';
const SAMPLE = 20;
const SAMPLED = 20_000;
/** An estimate that lies so many margins above is above. */
const CERTAIN = 2;

const SOME = `coalesce((array_agg(customer_id))[1:${SAMPLE}], '{}')`;

interface Found extends Record<string, unknown> {
  readonly count: number;
  readonly sample: readonly string[];
}

const total = statement<{ total: number }>(
  'customer-facts-total',
  `SELECT CASE WHEN reltuples > 0 THEN reltuples::float8 ELSE (SELECT count(*) FROM customer_facts)::float8 END AS total
   FROM pg_class WHERE oid = 'customer_facts'::regclass`,
);

/**
 * Counts customers; more than it counts are reckoned from a part of all. Where counting takes long, a part is looked at meanwhile: if that
 * leaves no doubt that they are more, counting is given up.
 */
export async function countOf(db: Database, customers: Customers): Promise<Counted> {
  const counting = count(db, customers);
  try {
    const soon = await foundSoon(counting.row);
    if (soon && soon.count <= EXACT) return exactly(soon);
    const estimate = await estimated(db, customers);
    const isCertain = soon !== undefined || estimate.count - CERTAIN * estimate.margin > EXACT;
    const late = soon ?? (isCertain ? undefined : await counting.row);
    if (late && late.count <= EXACT) return exactly(late);
    return { ...estimate, count: Math.max(estimate.count, late?.count ?? 0), exact: false };
  } finally {
    await counting.giveUp();
  }
}

/** What is found soon, if it is. */
async function foundSoon<T>(found: Promise<T>): Promise<T | undefined> {
  const patience = new AbortController();
  try {
    return await Promise.race([found, delay(SOON_MS, undefined, { signal: patience.signal })]);
  } finally {
    patience.abort();
  }
}

const exactly = (found: Found): Counted => ({ ...found, exact: true, margin: null });

function count(db: Database, customers: Customers): Look<Found> {
  const parameters = new Parameters();
  const sql = `SELECT count(*)::integer AS count, ${SOME} AS sample
    FROM (SELECT customer_id FROM (${customers(parameters, 'customer_facts')}) c LIMIT ${EXACT + 1}) c`;
  return new Look(db, { sql, parameters: parameters.values, patience: LATE });
}

/**
 * From whole pages of the table, as reading some rows of each would take as long as reading all. Those who registered one after the
 * other lie beside each other and are alike in some respects: what pages differ by says how far off it may be.
 */
async function estimated(db: Database, customers: Customers): Promise<Found & { readonly margin: number }> {
  const all = (await total.first(db))?.total ?? 0;
  const percent = Math.min(100, (100 * SAMPLED) / Math.max(1, all));
  const parameters = new Parameters();
  const sql = `
    WITH part AS MATERIALIZED (
      SELECT *, (ctid::text::point)[0] AS page FROM customer_facts TABLESAMPLE SYSTEM (${parameters.add(percent, 'real')})
    ), found AS MATERIALIZED (${customers(parameters, 'part')}
    ), pages AS (
      SELECT count(*) AS sampled, count(f.customer_id) AS hits
      FROM part p LEFT JOIN found f ON f.customer_id = p.customer_id GROUP BY p.page
    )
    SELECT (SELECT ${SOME} FROM found) AS sample, count(*)::integer AS pages,
           coalesce(sum(sampled), 0)::float8 AS sampled, coalesce(sum(hits), 0)::float8 AS hits,
           coalesce(sum(hits * hits), 0)::float8 AS "hitsSquared", coalesce(sum(hits * sampled), 0)::float8 AS "hitsSampled",
           coalesce(sum(sampled * sampled), 0)::float8 AS "sampledSquared"
    FROM pages`;
  const found = await new Look<Sampled & Found>(db, { sql, parameters: parameters.values, patience: LATE })
    .row;
  if (!found) throw new DatabaseBusy();
  return { ...estimateOf({ ...found, total: Math.max(all, found.sampled) }), sample: found.sample };
}
