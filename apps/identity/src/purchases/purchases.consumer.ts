import {
  type DomainEvent,
  orderCompletedFree,
  type OrderFacts,
  orderPlaced,
  paymentAccepted,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// An order is placed before it is paid, but that may be heard the other way round. Returns what is new about it.
const keep = statement<{ isNew: boolean; isNewlyPaid: boolean }>(
  'purchases-keep',
  `WITH before AS (SELECT paid FROM purchases WHERE order_id = $1)
   INSERT INTO purchases AS p (order_id, customer_id, currency, total, paid) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (order_id) DO UPDATE SET paid = true, total = excluded.total WHERE NOT p.paid AND excluded.paid
   RETURNING NOT EXISTS (SELECT FROM before) AS "isNew", paid AS "isNewlyPaid"`,
);

const lock = statement('purchases-lock-customer', 'SELECT FROM customers WHERE id = $1 FOR NO KEY UPDATE');

// What is paid in another currency than the shop's has no sum with the rest.
const count = statement(
  'purchases-count',
  `UPDATE customers c
   SET orders_count = orders_count + $2,
       total_spent = total_spent + CASE WHEN s.currency = $3 THEN $4::numeric ELSE 0 END
   FROM shops s WHERE c.id = $1 AND s.id = c.shop_id`,
);

/** Counts what customers order and pay. */
@Injectable()
export class PurchasesConsumer {
  @Consume({ event: [orderPlaced, paymentAccepted, orderCompletedFree], durable: 'identity-purchases' })
  async count({ type, data }: DomainEvent<OrderFacts>, tx: Tx): Promise<void> {
    const { orderId, customerId, currency, total } = data;
    // First, so that events about one order wait for each other before they look at what is known of it.
    await lock.rows(tx, [customerId]);
    const isPaid = type === paymentAccepted.type;
    const [change] = await keep.rows(tx, [orderId, customerId, currency, total, isPaid]);
    if (change)
      await count.rows(tx, [customerId, Number(change.isNew), currency, change.isNewlyPaid ? total : '0']);
  }
}
