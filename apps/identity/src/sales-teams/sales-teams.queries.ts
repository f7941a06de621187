import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, readRawPage } from '@clientele/http';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { requireCustomer } from '../customers/require-customer';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListResponsibilitiesQuery, ListSalesTeamsQuery } from './sales-teams.bodies';
import { SalesTeamNotFound } from './sales-teams.problems';
import type {
  ResponsibilitiesPageView,
  ResponsibleTeamsView,
  SalesTeamsPageView,
  SalesTeamView,
  TeamMembersPageView,
} from './sales-teams.views';

const VIEW = `json_build_object(
  'id', t.id, 'name', t.name,
  'members', (SELECT count(*) FROM sales_team_members m WHERE m.team_id = t.id),
  'responsibilities', (
    SELECT json_build_object(
      'customer', count(*) FILTER (WHERE r.kind = 'customer'), 'group', count(*) FILTER (WHERE r.kind = 'group'),
      'segment', count(*) FILTER (WHERE r.kind = 'segment'), 'shop', count(*) FILTER (WHERE r.kind = 'shop'))
    FROM sales_team_responsibilities r WHERE r.team_id = t.id),
  'createdAt', ${instant('t.created_at')}, 'updatedAt', ${instant('t.updated_at')}, 'version', t.version)::text`;

const isMember = (p: string): string =>
  `EXISTS (SELECT FROM sales_team_members m WHERE m.team_id = t.id AND m.employee_id = ${p})`;

const byId = statement<{ view: string; version: number }>(
  'sales-teams-by-id',
  `SELECT ${VIEW} AS view, t.version FROM sales_teams t
   WHERE t.shop_id = $1 AND t.id = $2 AND ($3::uuid IS NULL OR ${isMember('$3')})`,
);

const responsible = statement<{ view: string }>(
  'sales-teams-responsible',
  `WITH by AS (
     SELECT 'customer' AS kind, $2::uuid AS target_id
     UNION ALL SELECT 'group', g.group_id FROM customer_groups g WHERE g.customer_id = $2
     UNION ALL SELECT 'segment', s.segment_id FROM customer_segments s WHERE s.customer_id = $2 AND s.is_in
     UNION ALL SELECT 'shop', $1
     UNION ALL SELECT 'shop', c.registered_shop_id FROM customers c WHERE c.id = $2
   ), teams AS (
     SELECT t.id, t.name, json_agg(json_build_object('kind', r.kind, 'id', r.target_id) ORDER BY r.kind, r.target_id)
              AS through
     FROM by JOIN sales_team_responsibilities r ON (r.kind, r.target_id) = (by.kind, by.target_id)
       JOIN sales_teams t ON t.id = r.team_id
     WHERE t.shop_id = $1 AND ($3::uuid IS NULL OR ${isMember('$3')}) GROUP BY t.id
   )
   SELECT json_build_object('items', coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'through', through) ORDER BY lower(name)), '[]'))::text AS view
   FROM teams`,
);

const NAME = 'lower(t.name) COLLATE "C"';
const TEAMS: PageDefinition = {
  sortable: {
    name: { sql: NAME, type: 'text' },
    createdAt: { sql: 't.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  key: { sql: 't.id', type: 'uuid' },
};
const MEMBERS: PageDefinition = {
  sortable: {
    lastName: { sql: 'lower(e.last_name) COLLATE "C"', type: 'text' },
    addedAt: { sql: 'm.added_at', type: 'timestamptz' },
  },
  defaultSort: 'lastName',
  key: { sql: 'e.id', type: 'uuid' },
};
const RESPONSIBILITIES: PageDefinition = {
  sortable: {
    kind: { sql: 'r.kind COLLATE "C"', type: 'text' },
    addedAt: { sql: 'r.added_at', type: 'timestamptz' },
  },
  defaultSort: 'kind',
  key: { sql: 'r.target_id', type: 'uuid' },
};

/** One sales team; who sees only its own teams' customers, sees only these teams. */
export async function readSalesTeam(
  on: Database | Tx,
  caller: Principal,
  id: string,
): Promise<RawJson<SalesTeamView>> {
  const row = await byId.first(on, [caller.shopId, id, limitedTo(caller)]);
  if (!row) throw new SalesTeamNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads sales teams. */
@Injectable()
export class SalesTeamsQueries {
  constructor(private readonly db: Database) {}

  /** One team. */
  get(caller: Principal, id: string): Promise<RawJson<SalesTeamView>> {
    return readSalesTeam(this.db, caller, id);
  }

  /** A page of teams. */
  list(caller: Principal, query: ListSalesTeamsQuery): Promise<RawJson<SalesTeamsPageView>> {
    const { sql, parameters } = new Filters()
      .where(caller.shopId, (p) => `t.shop_id = ${p}`)
      .where(limitedTo(caller), isMember)
      .startsWith(query.name, NAME)
      .where(query.employeeId, isMember)
      .where(
        query.responsibleFor,
        (p) => `t.id IN (SELECT r.team_id FROM sales_team_responsibilities r WHERE r.target_id = ${p})`,
      );
    const list = { page: TEAMS, view: VIEW, matches: `FROM sales_teams t WHERE ${sql}` };
    return readRawPage(this.db, list, query, parameters);
  }

  /** The teams that are responsible for a customer. */
  async responsibleFor(caller: Principal, customerId: string): Promise<RawJson<ResponsibleTeamsView>> {
    await requireCustomer(this.db, caller.shopId, customerId);
    const row = await responsible.first(this.db, [caller.shopId, customerId, limitedTo(caller)]);
    return new RawJson(row?.view ?? '{"items":[]}');
  }

  /** A page of the members of a team. */
  async members(caller: Principal, id: string, query: ListQuery): Promise<RawJson<TeamMembersPageView>> {
    await readSalesTeam(this.db, caller, id);
    const view = `json_build_object('employeeId', e.id, 'firstName', e.first_name, 'lastName', e.last_name,
      'email', e.email, 'enabled', e.enabled, 'addedAt', ${instant('m.added_at')})::text`;
    const matches = 'FROM sales_team_members m JOIN employees e ON e.id = m.employee_id WHERE m.team_id = $1';
    return readRawPage(this.db, { page: MEMBERS, view, matches }, query, [id]);
  }

  /** A page of what a team is responsible for. */
  async responsibilities(
    caller: Principal,
    id: string,
    query: ListResponsibilitiesQuery,
  ): Promise<RawJson<ResponsibilitiesPageView>> {
    await readSalesTeam(this.db, caller, id);
    const { sql, parameters } = new Filters()
      .where(id, (p) => `r.team_id = ${p}`)
      .where(query.kind, (p) => `r.kind = ${p}`);
    const view = `json_build_object('kind', r.kind, 'id', r.target_id, 'addedAt', ${instant('r.added_at')})::text`;
    const matches = `FROM sales_team_responsibilities r WHERE ${sql}`;
    return readRawPage(this.db, { page: RESPONSIBILITIES, view, matches }, query, parameters);
  }
}
