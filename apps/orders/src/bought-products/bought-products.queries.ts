import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition } from '@clientele/database';
import { type RawJson, readRawPage } from '@clientele/http';
import { limitedTo, mayBeSeen } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import type { ListBoughtProductsQuery } from './bought-products.bodies';
import type { BoughtProductsPageView } from './bought-products.views';

/** SQL of product `b` that a customer bought, as JSON. */
export const BOUGHT_PRODUCT_JSON = `json_build_object(
  'productId', b.product_id, 'sku', p.sku, 'name', p.name, 'orders', b.orders, 'quantity', b.quantity)`;

/** SQL of what customers bought: products `b`, and as `p` what the catalogue knows of them. */
export const BOUGHT_PRODUCTS = `
  FROM bought_products b LEFT JOIN products p ON p.shop_id = b.shop_id AND p.id = b.product_id`;

const PAGE: PageDefinition = {
  sortable: {
    quantity: { sql: 'b.quantity', type: 'bigint' },
    productId: { sql: 'b.product_id', type: 'text' },
  },
  defaultSort: '-quantity',
  key: { sql: 'b.product_id', type: 'text' },
};

/** Reads what customers bought. */
@Injectable()
export class BoughtProductsQueries {
  constructor(private readonly db: Database) {}

  /** A page of the products that a customer bought. */
  list(
    caller: Principal,
    { customerId, ...query }: ListBoughtProductsQuery,
  ): Promise<RawJson<BoughtProductsPageView>> {
    const list = {
      page: PAGE,
      view: `${BOUGHT_PRODUCT_JSON}::text`,
      matches: `${BOUGHT_PRODUCTS} WHERE b.shop_id = $1 AND b.customer_id = $2 AND b.orders > 0
        AND ${mayBeSeen('b.customer_id', '$3')}`,
    };
    return readRawPage(this.db, list, query, [caller.shopId, customerId, limitedTo(caller)]);
  }
}
