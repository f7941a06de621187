import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { DeliveredInboxes } from '../inboxes/delivered-inboxes.service';
import { ShopsService } from './shops.service';

/** Hears of shops. */
@Injectable()
export class ShopsConsumer {
  constructor(
    private readonly shops: ShopsService,
    private readonly inboxes: DeliveredInboxes,
  ) {}

  /** Keeps a shop, and gives it its inboxes if its customers are its own. */
  @Consume({ event: shopChanged, durable: 'support-shops' })
  async keep({ aggregate: { id, version }, data }: DomainEvent<ShopChanged>, tx: Tx): Promise<void> {
    const mainShopId = data.mainShopId ?? null;
    await this.shops.keep(tx, { id, mainShopId, version });
    if (mainShopId === null) await this.inboxes.ensure(tx, id);
  }
}
