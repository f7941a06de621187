import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID, systemActor } from '@clientele/contracts';
import { Seed, statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { groupChange } from './group.domain';
import { ROLE_GROUPS, roleGroupId } from './role-groups.domain';

const insert = statement<{ id: string }>(
  'role-groups-insert',
  `INSERT INTO groups (id, shop_id, role, name, discount_percent, price_display, show_prices, position, version, created_at, updated_at)
   SELECT id, $1, role, name, 0, 'tax-included', true, position, 1, $2, $2
   FROM jsonb_to_recordset($3::jsonb) AS g (id uuid, role text, name jsonb, position integer)
   ON CONFLICT DO NOTHING RETURNING id`,
);

/** The groups Visitor, Guest and Customer, which every shop has. */
@Injectable()
export class RoleGroups {
  private readonly complete = new Set<string>();

  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Seed()
  seed(tx: Tx): Promise<void> {
    return this.ensure(tx, DEFAULT_SHOP_ID);
  }

  /** Gives a shop that was not heard of before its role groups. */
  async ensure(tx: Tx, shopId: string): Promise<void> {
    if (this.complete.has(shopId)) return;
    const now = this.clock.now();
    const wanted = ROLE_GROUPS.map(({ role, name }, position) => ({
      id: roleGroupId(shopId, role),
      role,
      name,
      position,
    }));

    const made = new Set((await insert.rows(tx, [shopId, now, JSON.stringify(wanted)])).map(({ id }) => id));
    // What this transaction made may still be rolled back; what was there before is there for good.
    if (made.size === 0) this.complete.add(shopId);
    const groups = wanted
      .filter(({ id }) => made.has(id))
      .map((group) => ({ ...DEFAULTS, ...group, shopId, updatedAt: now }));
    await this.outbox.add(tx, ...groups.map((group) => groupChange(group, [], systemActor('groups-seed'))));
  }
}

const DEFAULTS = {
  discountPercent: '0',
  priceDisplay: 'tax-included',
  showPrices: true,
  shopIds: [],
  version: 1,
} as const;
