import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { EditGroupSettingsBody } from './group-settings.bodies';
import { GroupSettings } from './group-settings.entity';
import type { GroupSettingsView } from './group-settings.views';

// The condition that never holds still locks.
const open = statement(
  'group-settings-open',
  `INSERT INTO group_settings AS s (shop_id, module_policy, version, updated_at) VALUES ($1, 'any-group-allows', 0, $2)
   ON CONFLICT (shop_id) DO UPDATE SET version = s.version WHERE false`,
);

/** What a shop decides of all its groups. */
@Injectable()
export class GroupSettingsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async get({ shopId }: Principal): Promise<GroupSettingsView> {
    return toView(await this.db.manager.findOneBy(GroupSettings, { shopId }));
  }

  /** Changes what is given; of two who change different settings at once, both are heard. */
  edit(caller: Principal, changes: EditGroupSettingsBody): Promise<GroupSettingsView> {
    return this.db.transaction(async (tx) => {
      const before = await this.lock(tx, caller.shopId);
      const after = { ...before, ...changes, version: before.version + 1, updatedAt: this.clock.now() };

      await tx.update(GroupSettings, { shopId: caller.shopId }, after);
      await this.audit.add(tx, caller, {
        ...{ operation: 'groupSettings.edit', resource: { type: 'groups' } },
        ...changesOf<object>(before, changes),
      });
      return toView(after);
    });
  }

  private async lock(tx: Tx, shopId: string): Promise<GroupSettings> {
    await open.rows(tx, [shopId, this.clock.now()]);
    return tx.findOneByOrFail(GroupSettings, { shopId });
  }
}

const toView = (settings: Pick<GroupSettings, 'modulePolicy'> | null): GroupSettingsView => ({
  modulePolicy: settings?.modulePolicy ?? 'any-group-allows',
});
