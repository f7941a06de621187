import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { RoleGroups } from './role-groups.service';

/** Gives shops their role groups before they have customers, who would bring them, too. */
@Injectable()
export class RoleGroupsConsumer {
  constructor(private readonly roleGroups: RoleGroups) {}

  /** A shop that shares customers has the groups of its main one. */
  @Consume({ event: shopChanged, durable: 'groups-role-groups' })
  async open({ aggregate, data }: DomainEvent<ShopChanged>, tx: Tx): Promise<void> {
    if ((data.mainShopId ?? null) === null) await this.roleGroups.ensure(tx, aggregate.id);
  }
}
