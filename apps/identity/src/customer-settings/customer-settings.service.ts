import { Audit, changesOf } from '@clientele/audit';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { EditCustomerSettingsBody } from './customer-settings.bodies';
import { readCustomerSettings } from './customer-settings.queries';
import type { CustomerSettingsView } from './customer-settings.views';

const lockShop = statement('customer-settings-lock', 'SELECT FROM shops WHERE id = $1 FOR NO KEY UPDATE');

const keep = statement(
  'customer-settings-keep',
  `INSERT INTO customer_settings (shop_id, b2b, version, registration_number_patterns, home_country)
   VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (shop_id) DO UPDATE
   SET b2b = excluded.b2b, version = excluded.version, home_country = excluded.home_country,
       registration_number_patterns = excluded.registration_number_patterns`,
);

/** How shops deal with their customers. */
@Injectable()
export class CustomerSettingsService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  get({ shopId }: Principal): Promise<CustomerSettingsView> {
    return readCustomerSettings(this.db, shopId);
  }

  edit(caller: Principal, version: number, changes: EditCustomerSettingsBody): Promise<CustomerSettingsView> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      await lockShop.rows(tx, [shopId]);
      const before = await readCustomerSettings(tx, shopId);
      requireVersion(before.version, version);

      const after = { ...settingsAfter(before, changes), version: version + 1 };
      const patterns = JSON.stringify(after.registrationNumberPatterns);
      await keep.rows(tx, [shopId, after.b2b, after.version, patterns, after.homeCountry]);
      await this.audit.add(tx, caller, {
        ...{ operation: 'customerSettings.edit', resource: { type: 'shops', id: shopId } },
        ...changesOf(before, settingsAfter(before, changes)),
      });
      return after;
    });
  }
}

const settingsAfter = (
  before: CustomerSettingsView,
  { b2b, homeCountry, registrationNumberPatterns: patterns = {} }: EditCustomerSettingsBody,
): Omit<CustomerSettingsView, 'version'> => ({
  b2b: b2b ?? before.b2b,
  homeCountry: homeCountry === undefined ? before.homeCountry : homeCountry,
  registrationNumberPatterns: merged(before.registrationNumberPatterns, patterns),
});

const merged = (
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> => {
  const patterns = Object.entries({ ...before, ...changes });
  return Object.fromEntries(
    patterns.flatMap(([country, pattern]): [string, string][] =>
      pattern === null ? [] : [[country, pattern]],
    ),
  );
};
