import type { Principal } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { ListCategoriesQuery } from './categories.bodies';
import { CategoryNotFound } from './categories.problems';
import type { CategoriesPageView, CategoryView } from './categories.views';

const VIEW = `
  json_build_object(
    'id', c.id, 'name', c.name, 'parentId', c.parent_id,
    'createdAt', ${instantSql('c.created_at')}, 'updatedAt', ${instantSql('c.updated_at')},
    'version', c.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'categories-by-id',
  `SELECT ${VIEW} AS view, c.version FROM categories c WHERE c.shop_id = $1 AND c.id = $2`,
);

const PAGE: PageDefinition = {
  sortable: {
    id: { sql: 'c.id', type: 'text' },
    updatedAt: { sql: 'c.updated_at', type: 'timestamptz' },
  },
  defaultSort: 'id',
  key: { sql: 'c.id', type: 'text' },
};

/** Reads categories. */
@Injectable()
export class CategoriesQueries {
  constructor(private readonly db: Database) {}

  /** One category. */
  async get({ shopId }: Principal, id: string, on: Database | Tx = this.db): Promise<RawJson<CategoryView>> {
    const row = await byId.first(on, [shopId, id]);
    if (!row) throw new CategoryNotFound();
    return new RawJson(row.view, row.version);
  }

  /** A page of categories. */
  list({ shopId }: Principal, query: ListCategoriesQuery): Promise<RawJson<CategoriesPageView>> {
    const parameters: unknown[] = [shopId];
    const where = ['c.shop_id = $1'];
    if (query.parentId !== undefined) where.push(`c.parent_id = $${parameters.push(query.parentId)}`);
    if (query.name !== undefined)
      where.push(`position(lower($${parameters.push(query.name)}) IN lower(c.name)) > 0`);
    const matches = `FROM categories c WHERE ${where.join(' AND ')}`;
    return readRawPage(this.db, { page: PAGE, view: VIEW, matches }, query, parameters);
  }
}
