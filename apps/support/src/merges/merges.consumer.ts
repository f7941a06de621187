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
import { mergedCorrespondence } from './merged-correspondence';

/** Gives threads and mails of merged customers to the survivor, and back. */
@Injectable()
export class MergesConsumer {
  @Consume({ event: [customerMerged, customerMergeUndone], durable: 'support-merges' })
  async merge(event: DomainEvent<CustomerMerged>, tx: Tx): Promise<void> {
    if (event.type === customerMerged.type) await mergedCorrespondence.merge(tx, mergeOf(event));
    else await mergedCorrespondence.undo(tx, mergeOf(event));
  }
}
