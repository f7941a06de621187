import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type DomainEvent,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { mergeOf, Merges, rowsOf } from '@clientele/merging';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// Carts first: who orders one holds its lock, so that the order is there when orders are looked for.
const merges = new Merges([
  rowsOf('carts', { set: 'version = version + 1' }),
  rowsOf('orders', { set: 'version = version + 1' }),
]);

/** Gives carts and orders of merged customers to the survivor, and back. */
@Injectable()
export class MergesConsumer {
  @Consume({ event: [customerMerged, customerMergeUndone], durable: 'orders-merges' })
  async merge(event: DomainEvent<CustomerMerged>, tx: Tx): Promise<void> {
    if (event.type === customerMerged.type) await merges.merge(tx, mergeOf(event));
    else await merges.undo(tx, mergeOf(event));
  }
}
