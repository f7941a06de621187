import { type Database, statement, type Tx } from '@clientele/database';
import type { CustomerSettingsView } from './customer-settings.views';

type SettingsRow = CustomerSettingsView & Record<string, unknown>;

const byShop = statement<SettingsRow>(
  'customer-settings-by-shop',
  `SELECT b2b, registration_number_patterns AS "registrationNumberPatterns", home_country AS "homeCountry", version
   FROM customer_settings WHERE shop_id = $1`,
);

/** What a shop has until somebody sets it. */
const DEFAULTS: CustomerSettingsView = {
  ...{ b2b: false, registrationNumberPatterns: {}, homeCountry: null, version: 0 },
};

/** How a shop deals with its customers. */
export const readCustomerSettings = async (
  on: Database | Tx,
  shopId: string,
): Promise<CustomerSettingsView> => (await byShop.first(on, [shopId])) ?? DEFAULTS;
