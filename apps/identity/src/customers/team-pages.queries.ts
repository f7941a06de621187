import type { PageSql } from '@clientele/database';
import { Filters } from '../filters';
import {
  addFilters,
  membersOf,
  pageOf,
  peopleOf,
  registeredElsewhere,
  sourceOf,
  type Whose,
} from './customer-list.queries';
import {
  alsoOfCustomers,
  asksForAtMost,
  BY_ID,
  type CustomerPages,
  isAmong,
  isForAny,
  ONE_BY_ONE,
  oneOf,
  SHOWN,
  TODAY,
} from './customer-page.sql';
import type { ListCustomersQuery } from './customers.bodies';

/** So many customers of teams are walked; fewer are sorted. */
const MANY = 3_000;

/** The customers that an employee's teams see, in another order than that of ids. */
export function ofTeamsSorted(
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
    plannedForAny: isForAny(query),
    pageMatches: oneOf(
      query,
      areMany,
      `${source} WHERE ${sql} AND ${isSeenByItself('$2')} IS TRUE`,
      `${source} ${found}`,
    ),
  };
}

/** The condition that what an employee's teams are responsible for has customer `c` in it. */
export const isSeenByItself = (employeeId: string): string => `(
  c.id IN (SELECT r.target_id FROM sales_team_members m JOIN sales_team_responsibilities r USING (team_id)
           WHERE m.employee_id = ${employeeId} AND r.kind = 'customer')
  OR (c.registered_shop_id IS NOT NULL AND c.registered_shop_id = ANY (${targetsOf('shop', employeeId)}))
  OR ${isInOne(targetsOf('group', employeeId), 'g.group_id', 'customer_groups g WHERE true')}
  OR ${isInOne(targetsOf('segment', employeeId), 'g.segment_id', 'customer_segments g WHERE g.is_in')})`;

// Most teams are responsible for one kind of thing: where there is none of the other, nothing is looked up for each customer.
const isInOne = (targets: string, target: string, members: string): string => `(
  ${targets} <> '{}' AND (SELECT true FROM ${members} AND g.customer_id = c.id AND ${target} = ANY (${targets}) LIMIT 1))`;

const targetsOf = (kind: string, employeeId: string): string => `ARRAY(
  SELECT r.target_id FROM sales_team_members m JOIN sales_team_responsibilities r USING (team_id)
  WHERE m.employee_id = ${employeeId} AND r.kind = '${kind}')`;

/** From each thing that a team is responsible for as many as a page has, and of those the first. */
export function ofTeams(
  employeeId: string,
  { shopId }: Whose,
  query: ListCustomersQuery,
  today: string,
): CustomerPages {
  const filters = addFilters(new Filters([today, employeeId]), { shopId }, query, today);
  const isSimple = asksForAtMost(1, query);
  const shown = (after: string): string =>
    isSimple ? `${ONE_BY_ONE} WHERE true` : `JOIN customers c ON c.id = s.id WHERE ${alsoOfCustomers(after)}`;
  const some = (ids: string, { after, orderAndLimit }: PageSql): string =>
    `(SELECT s.id FROM (${ids}) s ${shown(after)} AND ${filters.sql} AND ${after} ${orderAndLimit})`;
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
               UNION ALL ${ofEach('segment', peopleOf('r.target_id'), page)}
               UNION ALL ${ofEach('shop', registeredElsewhere('r.target_id'), page)}) n
             WHERE m.employee_id = $2) s ${SHOWN} WHERE true`,
    parameters: filters.parameters,
    plannedForAny: isSimple,
  };
}

const OWN = `SELECT w.target_id AS id FROM sales_team_responsibilities w
             WHERE w.team_id = m.team_id AND w.kind = 'customer'`;
