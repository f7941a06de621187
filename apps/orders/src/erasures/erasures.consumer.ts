import { type CustomerClosed, customerClosed, type DomainEvent } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// Nobody has used them by that: they grow old as before.
const eraseCarts = statement(
  'erasures-carts',
  `UPDATE carts SET custom = '{}', version = version + 1 WHERE customer_id = $1 AND custom <> '{}'`,
);

const eraseOrders = statement(
  'erasures-orders',
  `UPDATE orders SET custom = '{}', version = version + 1, updated_at = $2 WHERE customer_id = $1 AND custom <> '{}'`,
);

/** Forgets what erased customers filled in with carts and orders. What they bought and paid stays. */
@Injectable()
export class ErasuresConsumer {
  @Consume({ event: customerClosed, durable: 'orders-erasures' })
  async erase({ occurredAt, data }: DomainEvent<CustomerClosed>, tx: Tx): Promise<void> {
    if (data.state !== 'erased') return;
    await eraseCarts.rows(tx, [data.customerId]);
    await eraseOrders.rows(tx, [data.customerId, occurredAt]);
  }
}
