import type { PageDefinition, PageSql } from '@clientele/database';
import type { RawList } from '@clientele/http';
import type { Wanted } from './customer-list.queries';
import { besideFewValues, idsOf, walked } from './customer-walks.sql';
import type { ListCustomersQuery } from './customers.bodies';

/** Which customers are on a page, and how it is read. */
export interface CustomerPages extends Omit<RawList, 'view'> {
  readonly parameters: readonly unknown[];
}

/** The day of `$1`, which ages are reckoned on. */
export const TODAY = '(SELECT $1::date AS today) d';

// Says how, not who.
const MANNER: ReadonlySet<string> = new Set([
  'limit',
  'cursor',
  'count',
  'in',
  'history',
  'defaultGroupOnly',
]);

/** Whether as many filters and orders are asked for, or fewer; both ends of a range are one. */
export function asksForAtMost(number: number, query: Wanted): boolean {
  const given = Object.entries(query)
    .filter(
      ([name, value]) => value !== undefined && !MANNER.has(name) && !(name === 'state' && value === 'open'),
    )
    .map(([name]) => name.replace(/(From|To)$/, ''));
  return new Set(given).size <= number;
}

/** Whether one plan is good for any values: a filter or an order alone has an index in the order of the page. */
export const isForAny = (query: ListCustomersQuery): boolean =>
  asksForAtMost(1, besideFewValues(query)) && !asksForWhatFewMayHave(query);

// Their lists are in another order than their indexes: where few have it those are sorted, else all are walked.
const asksForWhatFewMayHave = ({
  enabled,
  newsletter,
  partnerOffers,
  kind,
  titleId,
  shopId,
}: ListCustomersQuery): boolean =>
  [enabled, newsletter, partnerOffers, kind, titleId, shopId].some((given) => given !== undefined);

/** `s` is where ids come from in their order, here and in what is nested. */
export const BY_ID: PageDefinition = {
  sortable: { id: { sql: 's.id', type: 'uuid' } },
  defaultSort: '-id',
  key: { sql: 's.id', type: 'uuid' },
};

/**
 * What a customer is shown with, looked up one by one: merged in the order of ids, all figures from the first to where the page
 * begins would be read.
 */
export const FIGURES =
  'LEFT JOIN LATERAL (SELECT * FROM customer_figures f WHERE f.customer_id = c.id OFFSET 0) f ON true';
export const FIGURES_TODAY = `${FIGURES}, ${TODAY}`;
export const SHOWN = `JOIN customers c ON c.id = s.id ${FIGURES_TODAY}`;

/** In the order of `s`, one by one as far as the page goes: a plan for any values would not know that there may be few of them. */
export const ONE_BY_ONE = 'CROSS JOIN LATERAL (SELECT * FROM customers c WHERE c.id = s.id OFFSET 0) c';

/** To be said of both: merged from both in order, customers would else be read from their end to where the page begins. */
export const alsoOfCustomers = (after: string): string => after.replaceAll('s.id', 'c.id');

/**
 * A list in an order that has an index: walked and looked at one by one where many are wanted; where few are, those are sorted.
 * What is said to be true is no condition that an index serves.
 */
export const oneOf =
  (query: ListCustomersQuery, areMany: string, all: string, found: string) =>
  (page: PageSql): string => {
    const areSo = '(SELECT w.are FROM wanted w)';
    const ids = `
      WITH wanted AS MATERIALIZED (SELECT ${areMany} AS are)
      ${walked(query, `${all} AND ${areSo}`, page)} UNION ALL ${idsOf(`${found} AND NOT ${areSo}`, page)}`;
    // Joined apart: beside what finding them may cost, sorting all customers would not count.
    return `FROM (SELECT c.* FROM (${ids}) s JOIN customers c ON c.id = s.id OFFSET 0) c
      ${FIGURES_TODAY} WHERE true`;
  };

/** A value of its own, not one of a list that would be read as a whole. */
export const isAmong = (ids: string): string => `(SELECT true FROM (${ids}) s WHERE s.id = c.id)`;
