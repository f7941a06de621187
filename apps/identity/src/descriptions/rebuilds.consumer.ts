import {
  type DomainEvent,
  type GroupsProjectionRebuild,
  groupsProjectionRebuildRequested,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { describeAll } from './descriptions.queries';

/** Hears of services that build their copy of our facts anew. */
@Injectable()
export class RebuildsConsumer {
  @Consume({ event: groupsProjectionRebuildRequested, durable: 'identity-descriptions-rebuild' })
  async describeAll({ shopId }: DomainEvent<GroupsProjectionRebuild>, tx: Tx): Promise<void> {
    await describeAll.rows(tx, [shopId]);
  }
}
