import { Clock } from '@clientele/config';
import {
  type ContactEmailVerified,
  contactEmailVerified,
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
  supportMergeFollowed,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { followed, mergeOf } from '@clientele/merging';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { mergedCorrespondence } from './merged-correspondence';

// What somebody wrote who was not logged in; replies went to this address all along.
const attach = statement(
  'threads-attach',
  `UPDATE threads SET customer_id = $3, version = version + 1
   WHERE shop_id = $1 AND lower(email) = lower($2) AND customer_id IS NULL AND contact_id IS NULL`,
);

/** Gives threads and mails of merged customers to the survivor, and back, and threads of an address to whom has proved it. */
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

  @Consume({ event: contactEmailVerified, durable: 'support-threads-by-address' })
  async attach({ shopId, data }: DomainEvent<ContactEmailVerified>, tx: Tx): Promise<void> {
    if (data.customerId === undefined) return;
    await attach.rows(tx, [shopId, data.email, data.customerId]);
    await mergedCorrespondence.follow(tx, data.customerId);
  }
}
