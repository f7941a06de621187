import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { decimal, type FieldError, type Principal } from '@clientele/contracts';
import { Database, type LockedRow, readLocked, statement, type Tx } from '@clientele/database';
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

/** A product as it is before it is put. */
type KnownProduct = Required<PutProductBody> & LockedRow;

const known = statement<KnownProduct>(
  'products-lock',
  `SELECT p.sku, p.name, p.default_category_id AS "defaultCategoryId", ARRAY(
            SELECT pc.category_id FROM product_categories pc WHERE pc.shop_id = p.shop_id AND pc.product_id = p.id
            ORDER BY pc.category_id COLLATE "C") AS "categoryIds",
          trim_scale(p.price)::text AS price, p.currency, trim_scale(p.tax_rate)::text AS "taxRate", p.active, p.version,
          (SELECT s.version FROM products s WHERE s.shop_id = p.shop_id AND s.id = p.id) AS seen
   FROM products p WHERE p.shop_id = $1 AND p.id = $2 FOR NO KEY UPDATE OF p`,
);

const insert = statement<{ id: string }>(
  'products-insert',
  `INSERT INTO products (shop_id, id, sku, name, default_category_id, price, currency, tax_rate, active, version,
                         created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10) ON CONFLICT DO NOTHING RETURNING id`,
);

const update = statement(
  'products-update',
  `UPDATE products
   SET sku = $3, name = $4, default_category_id = $5, price = $6, currency = $7, tax_rate = $8, active = $9,
       version = version + 1, updated_at = $10
   WHERE shop_id = $1 AND id = $2`,
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
    private readonly audit: Audit,
  ) {}

  put(caller: Principal, id: string, body: PutProductBody): Promise<RawJson<ProductView>> {
    const { sku, name, defaultCategoryId = null, categoryIds, price, currency, taxRate, active } = body;
    const all = [...new Set([...(defaultCategoryId === null ? [] : [defaultCategoryId]), ...categoryIds])];
    return this.db.transaction(async (tx) => {
      await requireKnown(tx, caller.shopId, all, body);
      const columns = [sku, name, defaultCategoryId, price, currency, taxRate, active, this.clock.now()];
      const before = await this.write(tx, [caller.shopId, id, ...columns]);
      await putCategories.rows(tx, [caller.shopId, id, all]);
      const after = {
        ...{ sku, name, defaultCategoryId, categoryIds: all.toSorted(), currency, active },
        ...{ price: decimal(price).toFixed(), taxRate: decimal(taxRate).toFixed() },
      };
      await this.audit.add(tx, caller, {
        ...{ operation: 'products.put', resource: { type: 'products', id } },
        ...(before ? changesOf<object>(before, after) : { after }),
      });
      return this.queries.get(caller, id, tx);
    });
  }

  /** Tells what the product was before, if there was one. It may be made by somebody else at the same moment. */
  private async write(tx: Tx, values: readonly unknown[]): Promise<KnownProduct | undefined> {
    const [shopId, id] = values;
    const look = () => readLocked(() => known.first(tx, [shopId, id]));
    const found = await look();
    if (!found && (await insert.first(tx, values))) return undefined;
    const before = found ?? (await look());
    await update.rows(tx, values);
    return before;
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
