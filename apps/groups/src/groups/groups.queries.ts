import type { Principal } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { countsAt } from './counting-groups.queries';
import { MEMBERS } from './group-sizes.queries';
import type { ListGroupsQuery } from './groups.bodies';
import { GroupNotFound } from './groups.problems';
import type { GroupsPageView, GroupView } from './groups.views';

// The view as Postgres writes it: what a request reads goes out as it came.
const VIEW = `
  json_build_object(
    'id', g.id, 'role', g.role, 'name', g.name, 'discountPercent', trim_scale(g.discount_percent)::text,
    'priceDisplay', g.price_display, 'showPrices', g.show_prices,
    'categoryDiscounts', (
      SELECT coalesce(json_agg(json_build_object('categoryId', d.category_id, 'discountPercent', trim_scale(d.discount_percent)::text,
                                         'includeSubcategories', d.include_subcategories)
                               ORDER BY d.category_id), '[]')
      FROM category_discounts d WHERE d.group_id = g.id),
    'shopIds', g.shop_ids, 'members', ${MEMBERS},
    'state', CASE WHEN g.deleting_at IS NULL THEN 'active' ELSE 'deleting' END,
    'position', g.position, 'externalReference', g.external_reference,
    'createdAt', ${instantSql('g.created_at')}, 'updatedAt', ${instantSql('g.updated_at')},
    'version', g.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'groups-by-id',
  `SELECT ${VIEW} AS view, g.version FROM groups g WHERE g.shop_id = $1 AND g.id = $2`,
);

const PAGE: PageDefinition = {
  sortable: {
    position: { sql: 'g.position', type: 'integer' },
    createdAt: { sql: 'g.created_at', type: 'timestamptz' },
    updatedAt: { sql: 'g.updated_at', type: 'timestamptz' },
    discountPercent: { sql: 'g.discount_percent', type: 'numeric' },
    showPrices: { sql: 'g.show_prices', type: 'boolean' },
    members: { sql: MEMBERS, type: 'integer' },
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
  list({ shopId }: Principal, query: ListGroupsQuery): Promise<RawJson<GroupsPageView>> {
    const parameters: unknown[] = [shopId];
    const where = ['g.shop_id = $1'];
    const filter = (value: unknown, condition: (parameter: string) => string): void => {
      if (value !== undefined) where.push(condition(`$${parameters.push(value)}`));
    };
    filter(
      query.name,
      (name) =>
        `EXISTS (SELECT FROM jsonb_each_text(g.name) n WHERE position(lower(${name}) IN lower(n.value)) > 0)`,
    );
    filter(query.showPrices, (value) => `g.show_prices = ${value}`);
    filter(query.priceDisplay, (value) => `g.price_display = ${value}`);
    filter(query.shopId, (shop) => countsAt('g', shop));
    filter(query.externalReference, (value) => `g.external_reference = ${value}`);
    filter(query.createdFrom, (value) => `g.created_at >= ${value}`);
    filter(query.createdBefore, (value) => `g.created_at < ${value}`);
    const matches = `FROM groups g WHERE ${where.join(' AND ')}`;
    return readRawPage(this.db, { page: PAGE, view: VIEW, matches }, query, parameters);
  }
}
