import {
  type DomainEvent,
  type GroupsProjectionRebuild,
  groupsProjectionRebuildRequested,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ShopsService } from '../shops/shops.service';
import { describeAll } from './descriptions.queries';

/** Hears of services that build their copy of our facts anew. */
@Injectable()
export class RebuildsConsumer {
  constructor(private readonly shops: ShopsService) {}

  @Consume({ event: groupsProjectionRebuildRequested, durable: 'identity-descriptions-rebuild' })
  async describeAll({ shopId }: DomainEvent<GroupsProjectionRebuild>, tx: Tx): Promise<void> {
    await this.shops.tell(tx, shopId);
    await describeAll.rows(tx, [shopId]);
  }
}
