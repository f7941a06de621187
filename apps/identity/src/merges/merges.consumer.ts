import { Clock } from '@clientele/config';
import {
  type DomainEvent,
  groupsMergeFollowed,
  type MergeFollowed,
  ordersMergeFollowed,
  supportMergeFollowed,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { noteFollowed } from './merges.queries';

/** Hears how far the other services are with merges. */
@Injectable()
export class MergesConsumer {
  constructor(private readonly clock: Clock) {}

  @Consume({ event: groupsMergeFollowed, durable: 'identity-merges-groups' })
  groups({ data }: DomainEvent<MergeFollowed>, tx: Tx): Promise<void> {
    return this.note(tx, 'groups', data);
  }

  @Consume({ event: ordersMergeFollowed, durable: 'identity-merges-orders' })
  orders({ data }: DomainEvent<MergeFollowed>, tx: Tx): Promise<void> {
    return this.note(tx, 'orders', data);
  }

  @Consume({ event: supportMergeFollowed, durable: 'identity-merges-support' })
  support({ data }: DomainEvent<MergeFollowed>, tx: Tx): Promise<void> {
    return this.note(tx, 'support', data);
  }

  private async note(tx: Tx, service: string, { mergeId, moved, undone }: MergeFollowed): Promise<void> {
    await noteFollowed.rows(tx, [mergeId, service, JSON.stringify(moved), undone, this.clock.now()]);
  }
}
