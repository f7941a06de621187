import { type Database, statement, type Tx } from '@clientele/database';
import type { CustomerSettingsView } from './customer-settings.views';

const byShop = statement<{ b2b: boolean; version: number }>(
  'customer-settings-by-shop',
  'SELECT b2b, version FROM customer_settings WHERE shop_id = $1',
);

/** What a shop has until somebody sets it. */
const DEFAULTS: CustomerSettingsView = { b2b: false, version: 0 };

/** How a shop deals with its customers. */
export const readCustomerSettings = async (
  on: Database | Tx,
  shopId: string,
): Promise<CustomerSettingsView> => (await byShop.first(on, [shopId])) ?? DEFAULTS;
