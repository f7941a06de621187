import type { Principal } from '@clientele/contracts';
import {
  Database,
  instantSql,
  type PageDefinition,
  pageSql,
  statement,
  toPage,
  type Tx,
} from '@clientele/database';
import { RawJson, toRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { ListGroupsQuery } from './groups.bodies';
import { GroupNotFound } from './groups.problems';
import type { GroupsPageView, GroupView } from './groups.views';

// The view as Postgres writes it: what a request reads goes out as it came.
const VIEW = `
  json_build_object(
    'id', g.id, 'role', g.role, 'name', g.name, 'discountPercent', trim_scale(g.discount_percent)::text,
    'priceDisplay', g.price_display, 'showPrices', g.show_prices,
    'categoryDiscounts', (
      SELECT coalesce(json_agg(json_build_object('categoryId', d.category_id, 'discountPercent', trim_scale(d.discount_percent)::text)
                               ORDER BY d.category_id), '[]')
      FROM category_discounts d WHERE d.group_id = g.id),
    'members', (SELECT count(*) FROM memberships s WHERE s.group_id = g.id),
    'position', g.position, 'externalReference', g.external_reference,
    'createdAt', ${instantSql('g.created_at')}, 'updatedAt', ${instantSql('g.updated_at')},
    'version', g.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'groups-by-id',
  `SELECT ${VIEW} AS view, g.version FROM groups g WHERE g.shop_id = $1 AND g.id = $2`,
);

const members = statement<{ count: number }>(
  'groups-count-members',
  'SELECT count(*)::integer AS count FROM memberships WHERE group_id = $1',
);

/**
 * How many customers are in a group. Counted when somebody looks: a million takes a tenth of a second, while a
 * counter would make all who join wait for each other.
 */
export const countMembers = async (tx: Tx, id: string): Promise<number> =>
  (await members.first(tx, [id]))?.count ?? 0;

const PAGE: PageDefinition = {
  sortable: {
    position: { sql: 'g.position', type: 'integer' },
    createdAt: { sql: 'g.created_at', type: 'timestamptz' },
    discountPercent: { sql: 'g.discount_percent', type: 'numeric' },
  },
  defaultSort: 'position',
  key: { sql: 'g.id', type: 'uuid' },
};

/** Reads groups. */
@Injectable()
export class GroupsQueries {
  constructor(private readonly db: Database) {}

  /** One group. */
  async get({ shopId }: Principal, id: string): Promise<RawJson<GroupView>> {
    const row = await byId.first(this.db, [shopId, id]);
    if (!row) throw new GroupNotFound();
    return new RawJson(row.view, row.version);
  }

  /** A page of groups. */
  async list({ shopId }: Principal, query: ListGroupsQuery): Promise<RawJson<GroupsPageView>> {
    const parameters: unknown[] = [shopId, query.name ?? null, query.showPrices ?? null];
    const matches = `
      FROM groups g
      WHERE g.shop_id = $1
        AND ($2::text IS NULL OR EXISTS (
              SELECT FROM jsonb_each_text(g.name) n WHERE position(lower($2) IN lower(n.value)) > 0))
        AND ($3::boolean IS NULL OR g.show_prices = $3)`;
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
}
