import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { type Actor, actorOf, type Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { requestSnapshot } from '../snapshots/snapshots.queries';
import type { EditGroupSettingsBody } from './group-settings.bodies';
import { policyChange } from './group-settings.domain';
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
    private readonly outbox: Outbox,
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
      if (after.pricePolicy !== before.pricePolicy) await this.tell(tx, after, actorOf(caller));
      await this.audit.add(tx, caller, {
        ...{ operation: 'groupSettings.edit', resource: { type: 'groups' } },
        ...changesOf<object>(before, changes),
      });
      return toView(after);
    });
  }

  // With all groups: those announced long ago were without a position.
  private async tell(tx: Tx, settings: GroupSettings, actor: Actor): Promise<void> {
    await this.outbox.add(tx, policyChange(settings, actor));
    await requestSnapshot.rows(tx, ['groups', settings.updatedAt]);
  }

  private async lock(tx: Tx, shopId: string): Promise<GroupSettings> {
    await open.rows(tx, [shopId, this.clock.now()]);
    return tx.findOneByOrFail(GroupSettings, { shopId });
  }
}

const toView = (settings: Pick<GroupSettings, 'modulePolicy' | 'pricePolicy'> | null): GroupSettingsView => ({
  modulePolicy: settings?.modulePolicy ?? 'any-group-allows',
  pricePolicy: settings?.pricePolicy ?? 'default-group',
});
