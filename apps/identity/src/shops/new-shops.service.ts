import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, EMPLOYEE_PERMISSIONS, newId, NotFound, type Principal } from '@clientele/contracts';
import { type Tx, violates } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { makeOwner } from '../employees/make-owner';
import { requireHeld } from '../roles/role.domain';
import { furnish } from './furnish';
import { newShop, shopChange } from './shop.domain';
import { Shop } from './shop.entity';
import type { CreateShopBody } from './shops.bodies';
import { ShopNameTaken, ShopNeedsOwner } from './shops.problems';
import { readShop } from './shops.queries';
import type { ShopView } from './shops.views';

/** Makes shops. */
@Injectable()
export class NewShops {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  create(once: Once, caller: Principal, body: CreateShopBody): Promise<RawJson<ShopView>> {
    return once(async (tx) => {
      const own = await tx.findOneBy(Shop, { id: caller.shopId });
      if (!own) throw new NotFound();
      const shop = newShop(own, body, newId());
      await tx.insert(Shop, { ...shop, calendarTold: true }).catch(explain);
      if (shop.mainShopId === null) await this.open(tx, caller, shop.id);

      await this.outbox.add(tx, shopChange(shop, actorOf(caller), this.clock.now()));
      await this.audit.add(tx, caller, {
        ...{ operation: 'shops.create', resource: { type: 'shops', id: shop.id } },
        after: { ...body },
      });
      return readShop(tx, shop.mainShopId ?? shop.id, shop.id);
    });
  }

  /** Lets somebody log in to a shop that nobody works for yet: as the Owner, who may do everything. */
  private async open(tx: Tx, caller: Principal, shopId: string): Promise<void> {
    if (caller.kind !== 'employee') throw new ShopNeedsOwner();
    requireHeld(caller, EMPLOYEE_PERMISSIONS);
    await furnish(tx, shopId);
    await makeOwner(tx, shopId, caller, this.clock.now());
  }
}

/** What went wrong when a shop was kept. */
export function explain(error: unknown): never {
  throw violates(error, 'shops_customers_of_name_key') ? new ShopNameTaken() : error;
}
