import { Clock } from '@clientele/config';
import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
  supportMergeFollowed,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { followed, mergeOf } from '@clientele/merging';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { mergedCorrespondence } from './merged-correspondence';

/** Gives threads and mails of merged customers to the survivor, and back. */
@Injectable()
export class MergesConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Consume({ event: [customerMerged, customerMergeUndone], durable: 'support-merges' })
  async merge(event: DomainEvent<CustomerMerged>, tx: Tx): Promise<void> {
    if (event.type === customerMerged.type) await mergedCorrespondence.merge(tx, mergeOf(event));
    else await mergedCorrespondence.undo(tx, mergeOf(event));
    await this.outbox.add(tx, await followed(tx, supportMergeFollowed, event, this.clock.now()));
  }
}
