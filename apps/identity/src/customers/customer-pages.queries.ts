import { Filters } from '../filters';
import { addFilters, membersOf, pageOf, peopleOf, sourceOf, type Whose } from './customer-list.queries';
import {
  alsoOfCustomers,
  asksForAtMost,
  BY_ID,
  type CustomerPages,
  FIGURES_TODAY,
  isAmong,
  ONE_BY_ONE,
  oneOf,
  SHOWN,
  TODAY,
} from './customer-page.sql';
import { areOften, BY_POSITION, hasWords, newestWith, thoseWith } from './customer-search.queries';
import type { ListCustomersQuery } from './customers.bodies';
import { parseSearch } from './search';
import { isSeenByItself, ofTeams, ofTeamsSorted } from './team-pages.queries';

/**
 * The pages of a list. Where groups, segments or sales teams alone say who is on it, pages are in the order of ids, in which
 * their tables have them: whatever share of all customers it is, no more of them are looked at than are shown. `$1` is the day.
 */
export function pagesOf(whose: Whose, query: ListCustomersQuery, today: string): CustomerPages {
  const words = wordsOf(query);
  if (words !== undefined) return ofWords(words, whose, query, today);
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

function wordsOf(query: ListCustomersQuery): string | undefined {
  if (query.q === undefined || isFoundByColumns(query)) return undefined;
  const { words, ids, ips } = parseSearch(query.q, query.in);
  return words.length > 0 && ids.length + ips.length === 0 ? words.join(' ') : undefined;
}

function inAnyOrder(whose: Whose, query: ListCustomersQuery, today: string): CustomerPages {
  const { sql, parameters } = addFilters(new Filters([today]), whose, query, today);
  const matches = `FROM ${sourceOf(query)}, ${TODAY} WHERE ${sql}`;
  // A filter or an order has an index in the order of the page: no value makes another plan better. Addresses of visits have not.
  const plannedForAny = query.q === undefined && asksForAtMost(1, query) && !asksForWhatFewMayHave(query);
  return { page: pageOf(query), matches, parameters, plannedForAny };
}

// Their lists are in another order than their indexes: where few have it those are sorted, else all are walked.
const asksForWhatFewMayHave = ({
  enabled,
  newsletter,
  partnerOffers,
  kind,
  titleId,
}: ListCustomersQuery): boolean =>
  [enabled, newsletter, partnerOffers, kind, titleId].some((given) => given !== undefined);

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
  const matches = `${found} ${SHOWN} WHERE ${sql}`;
  const list = { page: BY_ID, matches, parameters };
  if (!asksForAtMost(0, others))
    return { ...list, pageMatches: ({ after }) => `${matches} AND ${alsoOfCustomers(after)}` };
  const pageMatches = (): string => `${found} ${ONE_BY_ONE} ${FIGURES_TODAY} WHERE ${sql}`;
  return { ...list, pageMatches, plannedForAny: true };
}

/**
 * The newest with these words. Whether they are seen, or in a group, is looked up for each: few are looked at. Sorted otherwise,
 * or to be counted, all of them are.
 */
function ofWords(
  words: string,
  { shopId, seenBy }: Whose,
  query: ListCustomersQuery,
  today: string,
): CustomerPages {
  const { q: _, groupId, segmentId, ...others } = query;
  const filters = addFilters(new Filters([today, words]), { shopId }, others, today)
    .where(groupId, (p) => isAmong(membersOf(p, query.defaultGroupOnly)))
    .where(segmentId, (p) => isAmong(peopleOf(p)))
    .where(seenBy, isSeenByItself);
  const { parameters, sql } = filters;
  const source = sourceOf(query).replace('customers c', `${thoseWith('$2')} c`);
  const matches = `FROM ${source}, ${TODAY} WHERE ${sql}`;
  if (query.sort !== undefined) {
    const walked = `FROM ${sourceOf(query)} WHERE ${sql} AND (${hasWords('$2')}) IS TRUE`;
    const pageMatches = oneOf(areOften('$2'), walked, `FROM ${source} WHERE ${sql}`);
    return { page: pageOf(query), matches, pageMatches, parameters };
  }
  return {
    ...{ page: BY_POSITION, matches, parameters, plannedForAny: true },
    pageMatches: (page) =>
      `FROM (${newestWith('$2', filters, page)}) s JOIN customers c ON c.position = s.position
       LEFT JOIN customer_figures f ON f.customer_id = c.id, ${TODAY} WHERE true`,
  };
}
