import { Clock } from '@clientele/config';
import { type GroupRole, type Principal, shopAt } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { countsAt } from '../groups/counting-groups.queries';
import { GroupNotFound } from '../groups/groups.problems';
import type { ListModulesQuery } from './modules.bodies';
import { ModuleNotFound } from './modules.problems';
import type { GroupModulesView, ModulesPageView, ModuleView, MyModulesView } from './modules.views';

const VIEW = `
  json_build_object('key', d.key, 'name', d.name, 'createdAt', ${instantSql('d.created_at')},
                    'updatedAt', ${instantSql('d.updated_at')}, 'version', d.version)::text`;

const byKey = statement<{ view: string; version: number }>(
  'modules-by-key',
  `SELECT ${VIEW} AS view, d.version FROM modules d WHERE d.shop_id = $1 AND d.key = $2`,
);

const PAGE: PageDefinition = {
  sortable: { key: { sql: 'd.key', type: 'text' }, updatedAt: { sql: 'd.updated_at', type: 'timestamptz' } },
  defaultSort: 'key',
  key: { sql: 'd.key', type: 'text' },
};

const ofGroup = statement<{ view: string; version: number }>(
  'modules-of-group',
  `SELECT json_build_object(
     'byDefault', CASE WHEN g.allows_modules THEN 'allowed' ELSE 'denied' END,
     'exceptions', (SELECT coalesce(json_agg(e.module_key ORDER BY e.module_key), '[]')
                    FROM module_exceptions e WHERE e.group_id = g.id),
     'items', (SELECT coalesce(json_agg(json_build_object(
                 'key', d.key, 'name', d.name, 'allowed', g.allows_modules <> (e.group_id IS NOT NULL)) ORDER BY d.key), '[]')
               FROM modules d LEFT JOIN module_exceptions e ON e.group_id = g.id AND e.module_key = d.key
               WHERE d.shop_id = g.shop_id),
     'version', g.version)::text AS view, g.version
   FROM groups g WHERE g.shop_id = $1 AND g.id = $2`,
);

/**
 * `(shop, customer or null, now, group of the page entered or null, role, of the shops that share customers the one that somebody is at)`.
 * Whoever is in no group that is known and counts there counts as one of the group of the role.
 */
const mine = statement<{ view: string }>(
  'modules-mine',
  `WITH joined AS (
     SELECT g.id, g.allows_modules FROM members m
     JOIN memberships s ON s.customer_id = m.customer_id AND (s.expires_at IS NULL OR s.expires_at > $3)
     -- The default group is replaced from when it is being deleted, others are gone.
     LEFT JOIN group_deletions e ON e.group_id = s.group_id AND s.group_id = m.default_group_id
     JOIN groups g ON g.id = coalesce(e.replacement_group_id, s.group_id) AND g.deleting_at IS NULL
     WHERE ${countsAt('g', '$6')} AND m.customer_id = $2 AND m.shop_id = $1
     UNION ALL
     SELECT g.id, g.allows_modules FROM groups g WHERE g.id = $4 AND g.shop_id = $1 AND g.deleting_at IS NULL AND ${countsAt('g', '$6')}
   ), counted AS (
     SELECT id, allows_modules FROM joined
     UNION ALL
     SELECT g.id, g.allows_modules FROM groups g WHERE g.shop_id = $1 AND g.role = $5 AND NOT EXISTS (SELECT FROM joined)
   ), judged AS (
     SELECT d.key, d.name, bool_or(c.allows_modules <> (e.group_id IS NOT NULL)) AS by_any,
            bool_and(c.allows_modules <> (e.group_id IS NOT NULL)) AS by_all
     FROM modules d
     LEFT JOIN counted c ON true
     LEFT JOIN module_exceptions e ON e.group_id = c.id AND e.module_key = d.key
     WHERE d.shop_id = $1 GROUP BY d.key, d.name
   )
   SELECT json_build_object('items', coalesce(json_agg(json_build_object(
            'key', j.key, 'name', j.name,
            'allowed', coalesce(CASE p.policy WHEN 'every-group-must-allow' THEN j.by_all ELSE j.by_any END, true))
          ORDER BY j.key), '[]'))::text AS view
   FROM judged j
   CROSS JOIN (SELECT (SELECT module_policy FROM group_settings WHERE shop_id = $1) AS policy) p`,
);

/** Reads modules, and who may use them. */
@Injectable()
export class ModulesQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One module. */
  async get({ shopId }: Principal, key: string, on: Database | Tx = this.db): Promise<RawJson<ModuleView>> {
    const row = await byKey.first(on, [shopId, key]);
    if (!row) throw new ModuleNotFound();
    return new RawJson(row.view, row.version);
  }

  /** A page of modules. */
  list({ shopId }: Principal, { name, ...query }: ListModulesQuery): Promise<RawJson<ModulesPageView>> {
    const matches = `
      FROM modules d
      WHERE d.shop_id = $1 AND ($2::text IS NULL OR position(lower($2) IN lower(d.key)) > 0 OR EXISTS (
              SELECT FROM jsonb_each_text(d.name) n WHERE position(lower($2) IN lower(n.value)) > 0))`;
    return readRawPage(this.db, { page: PAGE, view: VIEW, matches }, query, [shopId, name ?? null]);
  }

  /** What a group says of modules. */
  async ofGroup(
    { shopId }: Principal,
    groupId: string,
    on: Database | Tx = this.db,
  ): Promise<RawJson<GroupModulesView>> {
    const row = await ofGroup.first(on, [shopId, groupId]);
    if (!row) throw new GroupNotFound();
    return new RawJson(row.view, row.version);
  }

  /** What the caller may use, by all groups it is in that count at the shop it is at. */
  async mine(caller: Principal): Promise<RawJson<MyModulesView>> {
    const { customerId, groupId, role } = whoUses(caller);
    const now = this.clock.now();
    const row = await mine.first(this.db, [
      ...[caller.shopId, customerId, now, groupId, role, shopAt(caller)],
    ]);
    return new RawJson(row?.view ?? '{"items":[]}');
  }
}

/** Who entered a page stands for whom it is for, as with prices. */
function whoUses(caller: Principal): {
  readonly customerId: string | null;
  readonly groupId: string | null;
  readonly role: GroupRole;
} {
  if (caller.kind === 'contact') return { customerId: caller.customerId, groupId: null, role: 'customer' };
  if (caller.kind !== 'visitor') return { customerId: null, groupId: null, role: 'visitor' };
  if (caller.guest) return { customerId: caller.guest.customerId, groupId: null, role: 'guest' };
  const { customerId = null, groupId = null } = caller.page ?? {};
  return { customerId, groupId, role: customerId ? 'customer' : 'visitor' };
}
