import { type PageDefinition, type SortColumn, sortValue } from '@clientele/database';
import type { ListQuery } from '@clientele/http';
import { isSeen } from '@clientele/sight';
import { typedEmail } from '../emails/email';
import { Filters } from '../filters';
import { birthdaysOfAges } from './age.domain';
import { FIGURES } from './customer-page.sql';
import { hasWords } from './customer-search.queries';
import type { ListCustomersQuery } from './customers.bodies';
import { findsNothing, parseSearch } from './search';

const LAST_NAME = 'lower(c.last_name) COLLATE "C"';
const FIRST_NAME = 'lower(c.first_name) COLLATE "C"';
const COMPANY = { sql: 'lower(c.company) COLLATE "C"', type: 'text', nullable: true } as const;
const BIRTHDAY = { sql: 'c.birthday', type: 'date', nullable: true } as const;
const LAST_VISIT = { sql: 'c.last_visit_at', type: 'timestamptz', nullable: true } as const;

// What ranges are of, as their lists are sorted: the least value stands for none.
const LAST_VISIT_DOWN = sortValue(LAST_VISIT, 'down');
const BIRTHDAY_DOWN = sortValue(BIRTHDAY, 'down');

const REGISTERED = { sql: 'c.registered_at', type: 'timestamptz' } as const;

// Each has an index that begins with the shop and ends with the id, or is walked value by value.
const SORTABLE: Readonly<Record<string, SortColumn>> = {
  id: { sql: 'c.id', type: 'uuid' },
  number: { sql: 'c.number', type: 'bigint' },
  titleId: { sql: "coalesce(c.title_id, '00000000-0000-0000-0000-000000000000')", type: 'uuid' },
  lastName: { sql: LAST_NAME, type: 'text' },
  firstName: { sql: FIRST_NAME, type: 'text' },
  email: { sql: 'c.normalized_email', type: 'text' },
  company: COMPANY,
  kind: { sql: 'c.kind', type: 'text' },
  birthday: BIRTHDAY,
  age: { ...BIRTHDAY, reversed: true },
  enabled: { sql: 'c.enabled', type: 'boolean' },
  newsletter: { sql: 'c.newsletter', type: 'boolean' },
  partnerOffers: { sql: 'c.partner_offers', type: 'boolean' },
  ordersCount: { sql: 'f.orders_count', type: 'integer' },
  totalSpent: { sql: 'f.total_spent', type: 'numeric' },
  registeredAt: REGISTERED,
  lastVisitAt: LAST_VISIT,
  updatedAt: { sql: 'c.updated_at', type: 'timestamptz' },
  isGuest: { sql: 'c.is_guest', type: 'boolean', then: REGISTERED },
  state: { sql: 'c.state', type: 'text', then: REGISTERED },
};

/** What the customers of a list are found in. Sorted by figures it begins with those, in the order of their index. */
export const sourceOf = (query: Pick<ListCustomersQuery, 'sort'>, customers = 'customers'): string =>
  isByFigures(query)
    ? `${customers} c JOIN customer_figures f ON f.customer_id = c.id AND f.shop_id = c.shop_id`
    : `${customers} c`;

/** The same, with the figures that customers are shown with. */
export const sourceShown = (query: Pick<ListCustomersQuery, 'sort'>, customers = 'customers'): string =>
  isByFigures(query) ? sourceOf(query, customers) : `${customers} c ${FIGURES}`;

const isByFigures = ({ sort = '' }: Pick<ListCustomersQuery, 'sort'>): boolean =>
  /ordersCount|totalSpent/.test(sort);

/** How a list of customers is sorted and continued. */
export const pageOf = (query: ListCustomersQuery): PageDefinition => ({
  sortable: SORTABLE,
  defaultSort: orderOf(query),
  // Of the same table as the figures, so that their index serves the whole of where a page begins.
  key: { sql: isByFigures(query) ? 'f.customer_id' : 'c.id', type: 'uuid' },
});

// What begins alike, lies between two values or is of one shop is read from one index in its order; other lists begin with the newest.
function orderOf(query: ListCustomersQuery): string {
  if (query.email !== undefined) return 'email';
  if (query.lastName !== undefined) return 'lastName';
  if (query.firstName !== undefined) return 'firstName';
  if (query.company !== undefined) return 'company';
  if ((query.lastVisitFrom ?? query.lastVisitTo) !== undefined) return '-lastVisitAt';
  if ((query.ageFrom ?? query.ageTo) !== undefined) return 'age';
  return query.shopId === undefined ? '-registeredAt' : '-id';
}

/** What a list is to show, however it is paged. */
export type Wanted = Omit<ListCustomersQuery, keyof ListQuery>;

/** For whom a list is. */
export interface Whose {
  readonly shopId: string;
  /** The employee whose sales teams' customers are shown; undefined: all customers. */
  readonly seenBy?: string;
}

/** The customers of a shop that a list is to show. */
export function addFilters(
  filters: Filters,
  { shopId, seenBy }: Whose,
  query: Wanted,
  today: string,
): Filters {
  const born = birthdaysOfAges(today, { from: query.ageFrom, to: query.ageTo });
  filters
    .where(shopId, (p) => `c.shop_id = ${p}`)
    .where(seenBy, (p) => isSeen('c.id', p))
    .where(query.id, (p) => `c.id = ${p}`)
    .where(query.number, (p) => `c.number = ${p}`)
    .startsWith(query.email && typedEmail(query.email), 'c.normalized_email')
    .startsWith(query.firstName, FIRST_NAME)
    .startsWith(query.lastName, LAST_NAME)
    .startsWith(query.company, sortValue(COMPANY, 'up'))
    .where(query.titleId, (p) => `coalesce(c.title_id, '00000000-0000-0000-0000-000000000000') = ${p}`)
    .where(query.enabled, (p) => `c.enabled = ${p}`)
    .where(query.newsletter, (p) => `c.newsletter = ${p}`)
    .where(query.partnerOffers, (p) => `c.partner_offers = ${p}`)
    .where(query.kind, (p) => `c.kind = ${p}`)
    .where(query.registeredFrom, (p) => `c.registered_at >= ${p}`)
    .where(query.registeredTo, (p) => `c.registered_at < ${p}`)
    .where(query.lastVisitFrom, (p) => `${LAST_VISIT_DOWN} >= ${p}`)
    .where(query.lastVisitTo, (p) => `${LAST_VISIT_DOWN} < ${p} AND ${LAST_VISIT_DOWN} > '-infinity'`)
    .where(born.after, (p) => `${BIRTHDAY_DOWN} > ${p}`)
    .where(born.until, (p) => `${BIRTHDAY_DOWN} <= ${p} AND ${BIRTHDAY_DOWN} > '-infinity'`)
    .where(query.groupId, (p) => `c.id IN (${membersOf(p, query.defaultGroupOnly)})`)
    .where(query.segmentId, (p) => `c.id IN (${peopleOf(p)})`);
  addStates(filters, query);
  if (query.shopId !== undefined) addRegistered(filters, shopId, query.shopId);
  return addSearch(filters, query);
}

// Customers of the main shop have none in the column.
function addRegistered(filters: Filters, mainShopId: string, shopId: string): void {
  if (shopId.toLowerCase() === mainShopId) filters.always('c.registered_shop_id IS NULL');
  else filters.where(shopId, (p) => `c.registered_shop_id = ${p}`);
}

/** SQL of the customers who registered at a shop that shares those of its main one, in the order of their ids. */
export const registeredElsewhere = (shopId: string): string =>
  `SELECT g.id FROM customers g WHERE g.registered_shop_id = ${shopId}`;

/** SQL of the customers of a group, in the order of their ids. */
export const membersOf = (groupId: string, defaultOnly = false): string =>
  `SELECT g.customer_id AS id FROM customer_groups g
   WHERE g.group_id = ${groupId}${defaultOnly ? ' AND g.is_default' : ''}`;

/** SQL of the customers of a segment, in the order of their ids. */
export const peopleOf = (segmentId: string): string =>
  `SELECT g.customer_id AS id FROM customer_segments g WHERE g.segment_id = ${segmentId} AND g.is_in`;

// Written out where an index holds only those: a parameter would not tell which.
function addStates(filters: Filters, { state, isGuest }: Wanted): void {
  if (isGuest !== undefined) filters.always(isGuest ? 'c.is_guest' : 'NOT c.is_guest');
  if (state === 'open') filters.always("c.state = 'open'");
  else if (state !== 'any') filters.always("c.state <> 'open'");
  if (state !== 'open' && state !== 'closed' && state !== 'any')
    filters.where(state, (p) => `c.state = ${p}`);
}

function addSearch(filters: Filters, { q, in: scope, history }: Wanted): Filters {
  if (q === undefined) return filters;
  const search = parseSearch(q, scope);
  if (findsNothing(search)) return filters.always('false');
  for (const id of search.ids) filters.where(id, (p) => `c.id = ${p}`);
  for (const ip of search.ips) filters.where(ip, (p) => cameFrom(p, history));
  return filters.where(search.words.length > 0 ? search.words.join(' ') : undefined, hasWords);
}

// One parameter that is compared with addresses alone is an address to Postgres.
const cameFrom = (ip: string, history: boolean): string =>
  history ? `c.id IN (SELECT v.customer_id FROM visits v WHERE v.ip = ${ip})` : `c.last_visit_ip = ${ip}`;
