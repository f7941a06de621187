import type { PageDefinition, PageSql } from '@clientele/database';
import type { RawList } from '@clientele/http';
import { Filters } from '../filters';
import { addFilters, membersOf, pageOf, peopleOf, sourceOf, type Whose } from './customer-list.queries';
import { areOften, BY_POSITION, hasWords, newestWith, thoseWith } from './customer-search.queries';
import type { ListCustomersQuery } from './customers.bodies';
import { parseSearch } from './search';

/** Which customers are on a page, and how it is read. */
export interface CustomerPages extends Omit<RawList, 'view'> {
  readonly parameters: readonly unknown[];
}

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

const TODAY = '(SELECT $1::date AS today) d';

function inAnyOrder(whose: Whose, query: ListCustomersQuery, today: string): CustomerPages {
  const { sql, parameters } = addFilters(new Filters([today]), whose, query, today);
  return { page: pageOf(query), matches: `FROM ${sourceOf(query)}, ${TODAY} WHERE ${sql}`, parameters };
}

// `s` is where ids come from in their order, here and in what is nested.
const BY_ID: PageDefinition = {
  sortable: { id: { sql: 's.id', type: 'uuid' } },
  defaultSort: '-id',
  key: { sql: 's.id', type: 'uuid' },
};

const SHOWN = `JOIN customers c ON c.id = s.id LEFT JOIN customer_figures f ON f.customer_id = c.id, ${TODAY}`;

function ofMembers(
  id: string,
  members: (placeholder: string) => string,
  whose: Whose,
  others: ListCustomersQuery,
  today: string,
): CustomerPages {
  const filters = new Filters([today, id]);
  const { sql, parameters } = addFilters(filters, whose, others, today);
  const matches = `FROM (${members('$2')}) s ${SHOWN} WHERE ${sql}`;
  return {
    ...{ page: BY_ID, matches, parameters },
    pageMatches: ({ after }) => `${matches} AND ${alsoOfCustomers(after)}`,
  };
}

// Said of both: merged from both in order, customers would else be read from their end to where the page begins.
const alsoOfCustomers = (after: string): string => after.replaceAll('s.id', 'c.id');

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

// A list in an order that has an index: walked and looked at one by one where many are wanted; where few are, those are sorted.
// What is said to be true is no condition that an index serves.
const oneOf =
  (areMany: string, walked: string, found: string) =>
  ({ after, orderAndLimit }: PageSql): string => {
    const some = (when: string, from: string): string =>
      `(SELECT c.id ${from} AND ${after} AND ${when} ${orderAndLimit})`;
    const ids = `${some(areMany, walked)} UNION ALL ${some(`NOT ${areMany}`, found)}`;
    // Joined apart: beside what finding them may cost, sorting all customers would not count.
    return `FROM (SELECT c.* FROM (${ids}) s JOIN customers c ON c.id = s.id OFFSET 0) c
      LEFT JOIN customer_figures f ON f.customer_id = c.id, ${TODAY} WHERE true`;
  };

/** So many customers of teams are walked; fewer are sorted. */
const MANY = 3_000;

function ofTeamsSorted(
  employeeId: string,
  { shopId }: Whose,
  query: ListCustomersQuery,
  today: string,
): CustomerPages {
  const { groupId, segmentId, ...others } = query;
  const { sql, parameters } = addFilters(new Filters([today, employeeId]), { shopId }, others, today)
    .where(groupId, (p) => isAmong(membersOf(p, query.defaultGroupOnly)))
    .where(segmentId, (p) => isAmong(peopleOf(p)));
  const source = `FROM ${sourceOf(query)}`;
  const seen = 'SELECT customer_id FROM seen_customers WHERE employee_id = $2';
  const areMany = `(SELECT count(*) = ${MANY} FROM (${seen} LIMIT ${MANY}) n)`;
  const found = `WHERE c.id = ANY (ARRAY(${seen})) AND ${sql}`;
  return {
    ...{ page: pageOf(query), matches: `${source}, ${TODAY} ${found}`, parameters },
    pageMatches: oneOf(
      areMany,
      `${source} WHERE ${sql} AND ${isSeenByItself('$2')} IS TRUE`,
      `${source} ${found}`,
    ),
  };
}

// A value of its own, not one of a list that would be read as a whole.
const isAmong = (ids: string): string => `(SELECT true FROM (${ids}) s WHERE s.id = c.id)`;

const isSeenByItself = (employeeId: string): string => `(
  c.id IN (SELECT r.target_id FROM sales_team_members m JOIN sales_team_responsibilities r USING (team_id)
           WHERE m.employee_id = ${employeeId} AND r.kind = 'customer')
  OR (SELECT true FROM customer_groups g
      WHERE g.customer_id = c.id AND g.group_id = ANY (${targetsOf('group', employeeId)}) LIMIT 1)
  OR (SELECT true FROM customer_segments g
      WHERE g.customer_id = c.id AND g.is_in AND g.segment_id = ANY (${targetsOf('segment', employeeId)}) LIMIT 1))`;

const targetsOf = (kind: string, employeeId: string): string => `ARRAY(
  SELECT r.target_id FROM sales_team_members m JOIN sales_team_responsibilities r USING (team_id)
  WHERE m.employee_id = ${employeeId} AND r.kind = '${kind}')`;

/** From each thing that a team is responsible for as many as a page has, and of those the first. */
function ofTeams(
  employeeId: string,
  { shopId }: Whose,
  query: ListCustomersQuery,
  today: string,
): CustomerPages {
  const filters = addFilters(new Filters([today, employeeId]), { shopId }, query, today);
  const some = (ids: string, { after, orderAndLimit }: PageSql): string =>
    `(SELECT s.id FROM (${ids}) s JOIN customers c ON c.id = s.id WHERE ${filters.sql} AND ${after} AND ${alsoOfCustomers(after)} ${orderAndLimit})`;
  const ofEach = (kind: string, members: string, page: PageSql): string =>
    `SELECT o.id FROM sales_team_responsibilities r CROSS JOIN LATERAL ${some(members, page)} o
     WHERE r.team_id = m.team_id AND r.kind = '${kind}'`;
  return {
    page: BY_ID,
    matches: `FROM (SELECT DISTINCT customer_id AS id FROM seen_customers WHERE employee_id = $2) s
              JOIN customers c ON c.id = s.id, ${TODAY} WHERE ${filters.sql}`,
    pageMatches: (page) =>
      `FROM (SELECT DISTINCT n.id FROM sales_team_members m CROSS JOIN LATERAL (
               ${some(OWN, page)}
               UNION ALL ${ofEach('group', membersOf('r.target_id'), page)}
               UNION ALL ${ofEach('segment', peopleOf('r.target_id'), page)}) n
             WHERE m.employee_id = $2) s ${SHOWN} WHERE true`,
    parameters: filters.parameters,
  };
}

const OWN = `SELECT w.target_id AS id FROM sales_team_responsibilities w
             WHERE w.team_id = m.team_id AND w.kind = 'customer'`;
