import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { mergeOf } from '@clientele/merging';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { mergedThreads } from './merged-threads';

/** Gives threads of merged customers to the survivor, and back. */
@Injectable()
export class MergesConsumer {
  @Consume({ event: [customerMerged, customerMergeUndone], durable: 'support-merges' })
  async merge(event: DomainEvent<CustomerMerged>, tx: Tx): Promise<void> {
    if (event.type === customerMerged.type) await mergedThreads.merge(tx, mergeOf(event));
    else await mergedThreads.undo(tx, mergeOf(event));
  }
}
