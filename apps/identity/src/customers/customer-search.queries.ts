import type { PageDefinition, PageSql } from '@clientele/database';
import { begins, type Filters } from '../filters';

/** How many of the newest customers are looked at one by one before the index is asked. */
const WALKED = 250;

/** How many customers have their words in one part of the index, see `search_bucket`. */
const BUCKET = 16_384;

/** A word that so many of those have is looked for where other words are found, as the index would read all who have it. */
const OFTEN = 12;

/** The newest first, as they were added. */
export const BY_POSITION: PageDefinition = {
  sortable: { position: { sql: 's.position', type: 'bigint' } },
  defaultSort: '-position',
  key: { sql: 's.position', type: 'bigint' },
};

/** The condition that a customer has words beginning with those in a parameter. */
export const hasWords = (words: string): string =>
  `c.search @@ (SELECT customer_search_query(customer_search_terms(${words}), 0, max(n.position)) FROM customers n)`;

/** The same where few are looked at: no query for all parts of the index is made of the words. */
export const hasWordsItself = (words: string): string =>
  `c.search @@ customer_search_query(customer_search_terms(${words}), c.position, c.position)`;

/** The condition that many have words beginning with those in a parameter, going by the newest customers. */
export const areOften = (words: string): string => `(
  SELECT count(*) FILTER (WHERE c.search @@ n.query) > ${OFTEN}
  FROM (SELECT customer_search_query(customer_search_terms(${words}), max(c.position) - ${WALKED}, max(c.position)) AS query
        FROM customers c) n,
    (SELECT c.search FROM customers c ORDER BY c.position DESC LIMIT ${WALKED}) c)`;

/** SQL of all customers that have words beginning with those in a parameter: bucket by bucket, whatever else is asked for. */
export const thoseWith = (words: string): string => `(
  SELECT c.*
  FROM (SELECT max(c.position) AS top, customer_search_terms(${words}) AS terms FROM customers c) n,
    generate_series(0, n.top, ${BUCKET}) AS place,
    LATERAL (SELECT * FROM customers c WHERE c.search @@ customer_search_query(n.terms, place, place) OFFSET 0) c)`;

/** SQL of all customers of a shop with an e-mail address that begins so: read by its own index, whatever else is asked for. */
export const thoseOf = (shopId: string, address: string): string =>
  `(SELECT * FROM customers c WHERE c.shop_id = ${shopId} AND ${begins('c.normalized_email', address)} OFFSET 0)`;

/** SQL of the positions of a page of those. */
export const newestOf = (those: string, { sql }: Filters, { after, limit }: PageSql): string =>
  `SELECT c.position FROM ${those} c WHERE ${sql} AND ${ofCustomers(after)} ORDER BY c.position DESC LIMIT ${limit}`;

const ofCustomers = (after: string): string => after.replaceAll('s.position', 'c.position');

/**
 * SQL of the positions of a page of customers `c` that have words, from the newest on. The newest are looked at one by one: words
 * that many have fill the page there. Then the index is read: what is left of the newest bucket, one more, and ever larger parts,
 * each twice the one before, until the page is full. What is marked `OFFSET 0` is planned as it is written.
 */
export function newestWith(words: string, { sql }: Filters, { after, limit }: PageSql): string {
  const found = (among: string, condition: string): string => `
    (SELECT ARRAY(SELECT c.position FROM (SELECT * FROM customers c WHERE ${among} OFFSET 0) c
                  WHERE ${condition} AND ${sql} ORDER BY c.position DESC LIMIT ${limit}) AS found OFFSET 0) w`;
  return `
    WITH RECURSIVE t AS MATERIALIZED (
      SELECT n.*, n.top - ${WALKED} AS last, customer_search_query(n.terms, n.top - ${WALKED}, n.top) AS query
      FROM (SELECT max(c.position) AS top, customer_search_terms(${words}) AS terms
            FROM customers c WHERE ${ofCustomers(after)} OFFSET 0) n
    ), newest AS MATERIALIZED (
      SELECT c.search FROM t JOIN customers c ON ${NEWEST}
    ), often AS (
      SELECT term, (SELECT count(*) FROM newest n
                    WHERE n.search @@ (SELECT customer_search_query(ARRAY[term], t.last, t.top))) AS often
      FROM t, unnest(t.terms) AS term OFFSET 0
    ), seldom AS MATERIALIZED (
      SELECT CASE WHEN cardinality(t.terms) < 2 THEN t.terms ELSE (
        SELECT coalesce(array_agg(term) FILTER (WHERE often <= ${OFTEN}), (array_agg(term ORDER BY often))[1:1]) FROM often
      ) END AS terms FROM t
    ), steps AS (
      SELECT t.last, 0 AS buckets, w.found, cardinality(w.found) AS count
      FROM t, LATERAL ${found(NEWEST, 'c.search @@ t.query')}
      UNION ALL
      SELECT b.first - 1, greatest(s.buckets * 2, 1), w.found, s.count + cardinality(w.found)
      FROM steps s, t, seldom,
        LATERAL (SELECT search_bucket_start(s.last, greatest(s.buckets, 1)) AS first OFFSET 0) b,
        LATERAL (SELECT customer_search_query(seldom.terms, b.first, s.last) AS seldom,
                        CASE WHEN t.terms <> seldom.terms THEN customer_search_query(t.terms, b.first, s.last) END AS all
                 OFFSET 0) q,
        LATERAL ${found('c.search @@ q.seldom', 'c.position <= s.last AND (q.all IS NULL OR c.search @@ q.all)')}
      WHERE s.count < ${limit} AND s.last > 0
    )
    SELECT unnest(found) AS position FROM steps`;
}

const NEWEST = 'c.position > t.last AND c.position <= t.top';
