import type { PageSql } from '@clientele/database';
import type { Wanted } from './customer-list.queries';
import { CUSTOMER_STATES, type CustomerState } from './customer-state.domain';
import type { ListCustomersQuery } from './customers.bodies';

/** Customers that have one of the few values of a column. */
interface Part {
  /** As SQL. */
  readonly value: string;
  readonly condition: string;
}

// No index begins with these columns; there are indexes by registration of all customers, of guests, and of those in each closed state.
const PARTS: Readonly<Record<string, (query: Wanted) => Part[]>> = {
  isGuest: ({ isGuest }) => (isGuest === undefined ? [false, true] : [isGuest]).map(ofGuests),
  state: ({ state }) => CUSTOMER_STATES.filter((one) => isWanted(one, state)).map(ofState),
};

const ofGuests = (are: boolean): Part => ({
  value: String(are),
  condition: are ? 'c.is_guest' : 'NOT c.is_guest',
});

const ofState = (state: CustomerState): Part => ({
  value: `'${state}'`,
  condition: `c.state = '${state}'`,
});

const isWanted = (one: CustomerState, state: Wanted['state']): boolean =>
  state === 'any' || one === state || (state === 'closed' && one !== 'open');

/** Whether a list is sorted by a column of few values alone: it is walked value by value. */
export const isByFewValues = (query: ListCustomersQuery): boolean => partsOf(query) !== undefined;

/** The same list without a filter by what it is sorted by: that says only which values are walked. */
export const besideFewValues = (query: ListCustomersQuery): ListCustomersQuery => ({
  ...query,
  ...(columnOf(query) === 'state' && { state: 'open' as const }),
  ...(columnOf(query) === 'isGuest' && { isGuest: undefined }),
});

/** SQL of the ids of a page in the order of an index; by few values from a page of each. */
export function walked(query: ListCustomersQuery, from: string, page: PageSql): string {
  const parts = partsOf(query);
  if (!parts) return idsOf(from, page);
  const pages = parts.map(({ value, condition }) => {
    const { after, orderAndLimit } = page.among(value);
    return `(SELECT c.id, c.is_guest, c.state, c.registered_at ${from} AND ${condition} AND ${after} ${orderAndLimit})`;
  });
  return `(SELECT c.id FROM (${pages.join(' UNION ALL ')}) c ${page.orderAndLimit})`;
}

/** SQL of the ids of a page of customers `c`. */
export const idsOf = (from: string, { after, orderAndLimit }: PageSql): string =>
  `(SELECT c.id ${from} AND ${after} ${orderAndLimit})`;

const columnOf = ({ sort = '' }: ListCustomersQuery): string => sort.trim().replace(/^-/, '');

function partsOf(query: ListCustomersQuery): Part[] | undefined {
  const column = columnOf(query);
  return Object.hasOwn(PARTS, column) ? PARTS[column]?.(query) : undefined;
}
