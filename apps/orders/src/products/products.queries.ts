import type { Principal } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { ListProductsQuery } from './products.bodies';
import { ProductNotFound } from './products.problems';
import type { ProductsPageView, ProductView } from './products.views';

const VIEW = `
  json_build_object(
    'id', p.id, 'sku', p.sku, 'name', p.name, 'defaultCategoryId', p.default_category_id,
    'categoryIds', (
      SELECT coalesce(json_agg(pc.category_id ORDER BY pc.category_id), '[]')
      FROM product_categories pc WHERE pc.shop_id = p.shop_id AND pc.product_id = p.id),
    'price', trim_scale(p.price)::text, 'currency', p.currency, 'taxRate', trim_scale(p.tax_rate)::text,
    'active', p.active,
    'createdAt', ${instantSql('p.created_at')}, 'updatedAt', ${instantSql('p.updated_at')},
    'version', p.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'products-by-id',
  `SELECT ${VIEW} AS view, p.version FROM products p WHERE p.shop_id = $1 AND p.id = $2`,
);

const PAGE: PageDefinition = {
  sortable: {
    id: { sql: 'p.id', type: 'text' },
    sku: { sql: 'p.sku', type: 'text' },
    updatedAt: { sql: 'p.updated_at', type: 'timestamptz' },
  },
  defaultSort: 'id',
  key: { sql: 'p.id', type: 'text' },
};

/** Reads products. */
@Injectable()
export class ProductsQueries {
  constructor(private readonly db: Database) {}

  /** One product. */
  async get({ shopId }: Principal, id: string, on: Database | Tx = this.db): Promise<RawJson<ProductView>> {
    const row = await byId.first(on, [shopId, id]);
    if (!row) throw new ProductNotFound();
    return new RawJson(row.view, row.version);
  }

  /** A page of products. */
  list({ shopId }: Principal, query: ListProductsQuery): Promise<RawJson<ProductsPageView>> {
    const parameters: unknown[] = [shopId];
    const matches = `FROM products p WHERE ${filters(query, parameters).join(' AND ')}`;
    return readRawPage(this.db, { page: PAGE, view: VIEW, matches }, query, parameters);
  }
}

function filters({ sku, name, categoryId, active }: ListProductsQuery, parameters: unknown[]): string[] {
  const where = ['p.shop_id = $1'];
  if (sku !== undefined) where.push(`p.sku = $${parameters.push(sku)}`);
  if (name !== undefined) where.push(`position(lower($${parameters.push(name)}) IN lower(p.name)) > 0`);
  if (active !== undefined) where.push(`p.active = $${parameters.push(active)}`);
  if (categoryId !== undefined)
    where.push(`EXISTS (
      SELECT FROM product_categories pc
      WHERE pc.shop_id = p.shop_id AND pc.product_id = p.id AND pc.category_id = $${parameters.push(categoryId)})`);
  return where;
}
