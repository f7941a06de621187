import { Audit, changesOf } from '@clientele/audit';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { EditCustomerSettingsBody } from './customer-settings.bodies';
import { readCustomerSettings } from './customer-settings.queries';
import type { CustomerSettingsView } from './customer-settings.views';

const lockShop = statement('customer-settings-lock', 'SELECT FROM shops WHERE id = $1 FOR NO KEY UPDATE');

const keep = statement<{ b2b: boolean; version: number }>(
  'customer-settings-keep',
  `INSERT INTO customer_settings (shop_id, b2b, version) VALUES ($1, $2, $3)
   ON CONFLICT (shop_id) DO UPDATE SET b2b = excluded.b2b, version = excluded.version`,
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

      const after = { b2b: changes.b2b ?? before.b2b, version: version + 1 };
      await keep.rows(tx, [shopId, after.b2b, after.version]);
      await this.audit.add(tx, caller, {
        ...{ operation: 'customerSettings.edit', resource: { type: 'shops', id: shopId } },
        ...changesOf(before, { b2b: after.b2b }),
      });
      return after;
    });
  }
}
