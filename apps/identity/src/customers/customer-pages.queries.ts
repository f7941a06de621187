import type { PageSql } from '@clientele/database';
import { isWholeEmail, typedEmail } from '../emails/email';
import { Filters } from '../filters';
import {
  addFilters,
  membersOf,
  pageOf,
  peopleOf,
  sourceOf,
  sourceShown,
  type Whose,
} from './customer-list.queries';
import {
  alsoOfCustomers,
  asksForAtMost,
  BY_ID,
  type CustomerPages,
  FIGURES_TODAY,
  isAmong,
  isForAny,
  ONE_BY_ONE,
  oneOf,
  SHOWN,
  TODAY,
} from './customer-page.sql';
import { isByFewValues, walked } from './customer-walks.sql';
import {
  areOften,
  BY_POSITION,
  hasWords,
  hasWordsItself,
  newestOf,
  newestWith,
  thoseOf,
  thoseWith,
} from './customer-search.queries';
import type { ListCustomersQuery } from './customers.bodies';
import { parseSearch } from './search';
import { isSeenByItself, ofTeams, ofTeamsSorted } from './team-pages.queries';

/**
 * The pages of a list. Where groups, segments or sales teams alone say who is on it, pages are in the order of ids, in which
 * their tables have them: whatever share of all customers it is, no more of them are looked at than are shown. `$1` is the day.
 */
export function pagesOf(whose: Whose, query: ListCustomersQuery, today: string): CustomerPages {
  const words = wordsOf(query);
  const address = words.find(isWholeEmail);
  if (address !== undefined) return ofAddress(address, words, whose, query, today);
  if (words.length > 0) return ofWords(words.join(' '), whose, query, today);
  if (whose.seenBy !== undefined && isSortedOtherwise(query) && !isFoundBySomethingElse(query))
    return ofTeamsSorted(whose.seenBy, whose, query, today);
  if (isSortedOtherwise(query) || isFoundBySomethingElse(query)) return inAnyOrder(whose, query, today);
  if (whose.seenBy !== undefined) return ofTeams(whose.seenBy, whose, query, today);
  if (query.groupId !== undefined) {
    const { groupId, defaultGroupOnly, ...others } = query;
    const members = (p: string): string => membersOf(p, defaultGroupOnly);
    return ofMembers(groupId, members, whose, { ...others, defaultGroupOnly }, today);
  }
  if (query.segmentId !== undefined) {
    const { segmentId, ...others } = query;
    return ofMembers(segmentId, peopleOf, whose, others, today);
  }
  return inAnyOrder(whose, query, today);
}

const isSortedOtherwise = ({ sort }: ListCustomersQuery): boolean =>
  sort !== undefined && !/^-?id$/.test(sort.trim());

const isFoundBySomethingElse = (query: ListCustomersQuery): boolean =>
  query.q !== undefined || isFoundByColumns(query);

// Each of them leaves few, or sorts the list.
const isFoundByColumns = ({ id, number, email, firstName, lastName, company }: ListCustomersQuery): boolean =>
  [id, number, email, firstName, lastName, company].some((given) => given !== undefined);

function wordsOf(query: ListCustomersQuery): readonly string[] {
  if (query.q === undefined || isFoundByColumns(query)) return [];
  const { words, ids, ips } = parseSearch(query.q, query.in);
  return ids.length + ips.length === 0 ? words : [];
}

function inAnyOrder(whose: Whose, query: ListCustomersQuery, today: string): CustomerPages {
  const { sql, parameters } = addFilters(new Filters([today]), whose, query, today);
  const matches = `FROM ${sourceOf(query)}, ${TODAY} WHERE ${sql}`;
  // Addresses of visits have no index in the order of a page.
  const plannedForAny = query.q === undefined && isForAny(query);
  const list = { page: pageOf(query), matches, parameters, plannedForAny };
  const found = `FROM ${sourceShown(query)}, ${TODAY} WHERE ${sql}`;
  if (!isByFewValues(query)) return { ...list, pageMatches: () => found };
  const all = `FROM ${sourceOf(query)} WHERE ${sql}`;
  return { ...list, pageMatches: (page) => `FROM (${walked(query, all, page)}) s ${SHOWN} WHERE true` };
}

function ofMembers(
  id: string,
  members: (placeholder: string) => string,
  whose: Whose,
  others: ListCustomersQuery,
  today: string,
): CustomerPages {
  const filters = new Filters([today, id]);
  const { sql, parameters } = addFilters(filters, whose, others, today);
  const found = `FROM (${members('$2')}) s`;
  const matches = `${found} JOIN customers c ON c.id = s.id, ${TODAY} WHERE ${sql}`;
  const list = { page: BY_ID, matches, parameters };
  if (!asksForAtMost(0, others))
    return {
      ...list,
      pageMatches: ({ after }) => `${found} ${SHOWN} WHERE ${sql} AND ${alsoOfCustomers(after)}`,
    };
  const pageMatches = (): string => `${found} ${ONE_BY_ONE} ${FIGURES_TODAY} WHERE ${sql}`;
  return { ...list, pageMatches, plannedForAny: true };
}

/** Those with an e-mail address, which few share; whether they have the other words too is looked up for each. */
function ofAddress(
  address: string,
  words: readonly string[],
  whose: Whose,
  query: ListCustomersQuery,
  today: string,
): CustomerPages {
  const others = words.filter((word) => word !== address);
  const filters = filtersBesideWords([today, typedEmail(address), whose.shopId], whose, query, today).where(
    others.length > 0 ? others.join(' ') : undefined,
    hasWordsItself,
  );
  const those = thoseOf('$3::uuid', '$2::text');
  return byPosition(those, (page) => newestOf(those, filters, page), filters, query);
}

/**
 * The newest with these words. Whether they are seen, or in a group, is looked up for each: few are looked at. Sorted otherwise,
 * or to be counted, all of them are.
 */
function ofWords(words: string, whose: Whose, query: ListCustomersQuery, today: string): CustomerPages {
  const filters = filtersBesideWords([today, words], whose, query, today);
  const those = thoseWith('$2');
  const list = byPosition(those, (page) => newestWith('$2', filters, page), filters, query);
  if (query.sort === undefined) return list;
  const all = `FROM ${sourceOf(query)} WHERE ${filters.sql} AND (${hasWords('$2')}) IS TRUE`;
  return {
    ...list,
    pageMatches: oneOf(query, areOften('$2'), all, `FROM ${sourceOf(query, those)} WHERE ${filters.sql}`),
  };
}

function filtersBesideWords(
  parameters: unknown[],
  { shopId, seenBy }: Whose,
  query: ListCustomersQuery,
  today: string,
): Filters {
  const { q: _, groupId, segmentId, ...others } = query;
  return addFilters(new Filters(parameters), { shopId }, others, today)
    .where(groupId, (p) => isAmong(membersOf(p, query.defaultGroupOnly)))
    .where(segmentId, (p) => isAmong(peopleOf(p)))
    .where(seenBy, isSeenByItself);
}

/** What is found by words, from the newest on, unless another order is asked for. */
function byPosition(
  those: string,
  newest: (page: PageSql) => string,
  { sql, parameters }: Filters,
  query: ListCustomersQuery,
): CustomerPages {
  const matches = `FROM ${sourceOf(query, those)}, ${TODAY} WHERE ${sql}`;
  if (query.sort !== undefined) {
    const found = `FROM ${sourceShown(query, those)}, ${TODAY} WHERE ${sql}`;
    return { page: pageOf(query), matches, pageMatches: () => found, parameters };
  }
  const pageMatches = (
    page: PageSql,
  ): string => `FROM (${newest(page)}) s JOIN customers c ON c.position = s.position
    ${FIGURES_TODAY} WHERE true`;
  return { page: BY_POSITION, matches, pageMatches, parameters, plannedForAny: true };
}
