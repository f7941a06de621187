import { Clock } from '@clientele/config';
import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
  ordersMergeFollowed,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { followed, mergeOf, Merges, rowsOf } from '@clientele/merging';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// Carts first: who orders one holds its lock, so that the order is there when orders are looked for. An order keeps its
// version: to its guest nothing has changed.
const merges = new Merges([
  ...[rowsOf('carts', { set: 'version = version + 1' }), rowsOf('orders')],
  rowsOf('vouchers', { set: 'version = version + 1' }),
]);

/** Gives carts, orders and personal vouchers of merged customers to the survivor, and back. */
@Injectable()
export class MergesConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Consume({ event: [customerMerged, customerMergeUndone], durable: 'orders-merges' })
  async merge(event: DomainEvent<CustomerMerged>, tx: Tx): Promise<void> {
    if (event.type === customerMerged.type) await merges.merge(tx, mergeOf(event));
    else await merges.undo(tx, mergeOf(event));
    await this.outbox.add(tx, await followed(tx, ordersMergeFollowed, event, this.clock.now()));
  }
}
