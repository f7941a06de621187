import type { Principal } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, pageSql, statement, toPage } from '@clientele/database';
import { RawJson, toRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { ListAutoAssignmentsQuery } from './auto-assignments.bodies';
import { AutoAssignmentNotFound } from './auto-assignments.problems';
import type {
  AutoAssignmentSettingsView,
  AutoAssignmentsPageView,
  AutoAssignmentView,
} from './auto-assignments.views';

const VIEW = `
  json_build_object(
    'id', r.id, 'productId', r.product_id, 'categoryId', r.category_id,
    'minimumTotal', CASE WHEN r.currency IS NOT NULL THEN
      json_build_object('amount', trim_scale(r.minimum_total)::text, 'currency', r.currency) END,
    'groupIds', (SELECT json_agg(g.group_id ORDER BY g.group_id) FROM auto_assignment_groups g WHERE g.rule_id = r.id),
    'defaultGroupId', r.default_group_id,
    'validity', CASE WHEN r.duration IS NOT NULL THEN json_build_object('duration', r.duration)
                     WHEN r.until IS NOT NULL THEN json_build_object('until', r.until) END,
    'enabled', r.enabled, 'priority', r.priority, 'onRepurchase', r.on_repurchase,
    'takeBack', r.take_back, 'reminderDays', r.reminder_days, 'createdAt', ${instantSql('r.created_at')}, 'updatedAt', ${instantSql('r.updated_at')},
    'version', r.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'auto-assignments-by-id',
  `SELECT ${VIEW} AS view, r.version FROM auto_assignments r WHERE r.shop_id = $1 AND r.id = $2`,
);

const settings = statement<AutoAssignmentSettingsView>(
  'auto-assignment-settings',
  'SELECT coalesce((SELECT enabled FROM auto_assignment_settings WHERE shop_id = $1), true) AS enabled',
);

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'r.created_at', type: 'timestamptz' },
    priority: { sql: 'r.priority', type: 'integer' },
  },
  defaultSort: '-createdAt',
  key: { sql: 'r.id', type: 'uuid' },
};

/** Reads the rules of automatic assignment. */
@Injectable()
export class AutoAssignmentsQueries {
  constructor(private readonly db: Database) {}

  /** One rule. */
  async get({ shopId }: Principal, id: string): Promise<RawJson<AutoAssignmentView>> {
    const row = await byId.first(this.db, [shopId, id]);
    if (!row) throw new AutoAssignmentNotFound();
    return new RawJson(row.view, row.version);
  }

  /** A page of rules. */
  async list(
    { shopId }: Principal,
    query: ListAutoAssignmentsQuery,
  ): Promise<RawJson<AutoAssignmentsPageView>> {
    const parameters: unknown[] = [
      shopId,
      query.productId ?? null,
      query.groupId ?? null,
      query.enabled ?? null,
      query.categoryId ?? null,
    ];
    const matches = `
      FROM auto_assignments r
      WHERE r.shop_id = $1
        AND ($2::text IS NULL OR r.product_id = $2)
        AND ($3::uuid IS NULL OR EXISTS (
              SELECT FROM auto_assignment_groups g WHERE g.rule_id = r.id AND g.group_id = $3))
        AND ($4::boolean IS NULL OR r.enabled = $4)
        AND ($5::text IS NULL OR r.category_id = $5)`;
    const counted = query.count ? `(SELECT count(*)::integer ${matches})` : 'NULL::integer';
    const { cursorColumn, after, orderAndLimit } = pageSql(PAGE, query, parameters);
    const rows = await this.db.manager.query<{ cursor: string; view: string; total: number | null }[]>(
      `SELECT ${cursorColumn}, ${VIEW} AS view, ${counted} AS total ${matches} AND ${after} ${orderAndLimit}`,
      parameters,
    );
    return toRawPage(
      toPage(rows, PAGE, query, ({ view }) => view),
      query.count ? (rows[0]?.total ?? 0) : undefined,
    );
  }

  /** Whether automatic assignment is on. */
  async settings({ shopId }: Principal): Promise<AutoAssignmentSettingsView> {
    return (await settings.first(this.db, [shopId])) ?? { enabled: true };
  }
}
