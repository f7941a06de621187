import { Clock } from '@clientele/config';
import type { FieldError, Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import type { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { CategoryUnknown } from '../categories/categories.problems';
import type { PutProductBody } from './products.bodies';
import { ProductsQueries } from './products.queries';
import type { ProductView } from './products.views';

const unknownOf = statement<{ id: string }>(
  'categories-unknown',
  `SELECT id FROM unnest($2::text[]) AS named (id)
   WHERE NOT EXISTS (SELECT FROM categories c WHERE c.shop_id = $1 AND c.id = named.id)`,
);

const put = statement(
  'products-put',
  `INSERT INTO products (shop_id, id, sku, name, default_category_id, price, currency, tax_rate, active, version,
                         created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10)
   ON CONFLICT (shop_id, id) DO UPDATE
   SET sku = excluded.sku, name = excluded.name, default_category_id = excluded.default_category_id,
       price = excluded.price, currency = excluded.currency, tax_rate = excluded.tax_rate, active = excluded.active,
       version = products.version + 1, updated_at = excluded.updated_at`,
);

const putCategories = statement(
  'products-put-categories',
  `WITH gone AS (
     DELETE FROM product_categories WHERE shop_id = $1 AND product_id = $2 AND category_id <> ALL ($3::text[]))
   INSERT INTO product_categories (shop_id, product_id, category_id)
   SELECT $1, $2, id FROM unnest($3::text[]) AS named (id) ON CONFLICT DO NOTHING`,
);

/** Keeps what the storefront pushes of its products. */
@Injectable()
export class ProductsService {
  constructor(
    private readonly db: Database,
    private readonly queries: ProductsQueries,
    private readonly clock: Clock,
  ) {}

  put(caller: Principal, id: string, body: PutProductBody): Promise<RawJson<ProductView>> {
    const { sku, name, defaultCategoryId = null, categoryIds, price, currency, taxRate, active } = body;
    const all = [...new Set([...(defaultCategoryId === null ? [] : [defaultCategoryId]), ...categoryIds])];
    return this.db.transaction(async (tx) => {
      await requireKnown(tx, caller.shopId, all, body);
      await put.rows(tx, [
        caller.shopId,
        id,
        sku,
        name,
        defaultCategoryId,
        price,
        currency,
        taxRate,
        active,
        this.clock.now(),
      ]);
      await putCategories.rows(tx, [caller.shopId, id, all]);
      return this.queries.get(caller, id, tx);
    });
  }
}

async function requireKnown(
  tx: Tx,
  shopId: string,
  all: readonly string[],
  { defaultCategoryId, categoryIds }: PutProductBody,
): Promise<void> {
  if (all.length === 0) return;
  const unknown = new Set((await unknownOf.rows(tx, [shopId, all])).map(({ id }) => id));
  const errors: FieldError[] = [
    ...[defaultCategoryId].map((id) => ({ pointer: '/defaultCategoryId', id })),
    ...categoryIds.map((id, i) => ({ pointer: `/categoryIds/${i}`, id })),
  ].flatMap(({ pointer, id }) =>
    id != null && unknown.has(id)
      ? [{ pointer, code: 'category-unknown', message: `There is no category ${id}.` }]
      : [],
  );
  if (errors.length > 0) throw new CategoryUnknown({ errors });
}
