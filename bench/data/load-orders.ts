import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Client } from 'pg';
import { CATEGORY_IDS, type CatalogueProduct } from '../generator/products';
import type { GeneratedCustomer } from './customers';
import type { LoadedGroups } from './groups';
import { insertRows } from './insert';

const SINCE = new Date('2023-11-22T00:00:00Z');

/** Puts categories and products into the database of orders. */
export async function loadCatalogue(client: Client, products: readonly CatalogueProduct[]): Promise<void> {
  const times = { version: 'integer', created_at: 'timestamptz', updated_at: 'timestamptz' };
  await insertRows(
    client,
    'categories',
    { shop_id: 'uuid', id: 'text', name: 'text', ...times },
    CATEGORY_IDS.map((id) => [DEFAULT_SHOP_ID, id, id, 1, SINCE, SINCE]),
  );
  await insertRows(
    client,
    'products',
    {
      ...{ shop_id: 'uuid', id: 'text', sku: 'text', name: 'text', default_category_id: 'text' },
      ...{ price: 'numeric', currency: 'text', tax_rate: 'numeric', active: 'boolean', ...times },
    },
    products.map(({ id, sku, name, categoryIds, price, taxRate }) => [
      ...[DEFAULT_SHOP_ID, id, sku, name, categoryIds[0], price, 'EUR', taxRate, true, 1, SINCE, SINCE],
    ]),
  );
  await insertRows(
    client,
    'product_categories',
    { shop_id: 'uuid', product_id: 'text', category_id: 'text' },
    products.flatMap(({ id, categoryIds }) =>
      categoryIds.map((categoryId) => [DEFAULT_SHOP_ID, id, categoryId]),
    ),
  );
}

/** Puts what decides the prices of customers into the database of orders. */
export async function loadPricing(
  client: Client,
  customers: readonly GeneratedCustomer[],
  groups: LoadedGroups,
): Promise<void> {
  await insertRows(
    client,
    'customer_pricing',
    {
      ...{ customer_id: 'uuid', shop_id: 'uuid', default_group_id: 'uuid', fallback_group_id: 'uuid' },
      ...{ version: 'integer', groups: 'jsonb' },
    },
    customers.map((customer) => [
      ...[customer.id, DEFAULT_SHOP_ID, groups.of(customer)[0], groups.fallbackId, 1],
      JSON.stringify(groups.of(customer).map((groupId) => ({ groupId, source: 'registration' }))),
    ]),
  );
}
