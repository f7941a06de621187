import type { ResponsibilitiesFact } from '@clientele/contracts';
import { statement } from '@clientele/database';
import { isGroupOf } from '../owners/group-of-shop.sql';
import type { TeamSize } from './sales-team.domain';

/** `(team, employees, now)`: makes employees members, as far as they are not; tells who is new. */
export const addMembers = statement<{ id: string }>(
  'sales-team-members-add',
  `INSERT INTO sales_team_members (team_id, employee_id, added_at) SELECT $1, unnest($2::uuid[]), $3
   ON CONFLICT DO NOTHING RETURNING employee_id AS id`,
);

/** `(team, employees)`: takes members out; tells who was one. */
export const removeMembers = statement<{ id: string }>(
  'sales-team-members-remove',
  'DELETE FROM sales_team_members WHERE team_id = $1 AND employee_id = ANY ($2::uuid[]) RETURNING employee_id AS id',
);

/** `(team, kinds, ids, now)`: adds responsibilities, as far as they are not there; tells which are new. */
export const addResponsibilities = statement<{ kind: string; id: string }>(
  'sales-team-responsibilities-add',
  `INSERT INTO sales_team_responsibilities (team_id, kind, target_id, added_at)
   SELECT $1, kind, target_id, $4 FROM unnest($2::text[], $3::uuid[]) AS u (kind, target_id)
   ON CONFLICT DO NOTHING RETURNING kind, target_id AS id`,
);

/** `(team, kinds, ids)`: takes responsibilities away; tells which were there. */
export const removeResponsibilities = statement<{ kind: string; id: string }>(
  'sales-team-responsibilities-remove',
  `DELETE FROM sales_team_responsibilities r USING unnest($2::text[], $3::uuid[]) AS u (kind, target_id)
   WHERE r.team_id = $1 AND (r.kind, r.target_id) = (u.kind, u.target_id) RETURNING r.kind, r.target_id AS id`,
);

/** `(shop, employees)`: which of them the shop has. */
export const knownEmployees = statement<{ id: string }>(
  'sales-teams-known-employees',
  'SELECT id FROM employees WHERE shop_id = $1 AND id = ANY ($2::uuid[])',
);

/**
 * `(shop, kinds, ids)`: which of them there are. Segments are known here within seconds of their making: one that was not
 * heard of is taken as well. A group stays until the transaction ends; shops stay for ever.
 */
export const knownTargets = statement<{ kind: string; id: string }>(
  'sales-teams-known-targets',
  `SELECT u.kind, u.id FROM unnest($2::text[], $3::uuid[]) AS u (kind, id)
   WHERE CASE u.kind
     WHEN 'customer' THEN EXISTS (SELECT FROM customers c WHERE c.id = u.id AND c.shop_id = $1)
     WHEN 'group' THEN EXISTS (SELECT FROM known_groups g WHERE g.id = u.id AND ${isGroupOf('$1')} FOR SHARE)
     WHEN 'shop' THEN EXISTS (SELECT FROM shops s WHERE s.id = u.id AND coalesce(s.main_shop_id, s.id) = $1)
     ELSE NOT EXISTS (SELECT FROM known_segments s WHERE s.id = u.id AND s.deleted) END`,
);

/** All that belongs to a team. */
export interface TeamParts extends Record<string, unknown> {
  readonly employeeIds: string[];
  readonly responsibilities: ResponsibilitiesFact[];
}

/** `(team)`: how large it is. */
export const sizeOfTeam = statement<TeamSize & Record<string, unknown>>(
  'sales-teams-size',
  `SELECT (SELECT count(*)::integer FROM sales_team_members WHERE team_id = $1) AS members,
          (SELECT count(*)::integer FROM sales_team_responsibilities WHERE team_id = $1) AS responsibilities`,
);

/** `(team)`: all members and responsibilities, as they are announced. */
export const partsOf = statement<TeamParts>(
  'sales-teams-parts',
  `SELECT (SELECT coalesce(json_agg(m.employee_id ORDER BY m.employee_id), '[]')
           FROM sales_team_members m WHERE m.team_id = $1) AS "employeeIds",
          (SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'ids', k.ids) ORDER BY k.kind), '[]')
           FROM (SELECT r.kind, json_agg(r.target_id ORDER BY r.target_id) AS ids
                 FROM sales_team_responsibilities r WHERE r.team_id = $1 GROUP BY r.kind) k) AS responsibilities`,
);
