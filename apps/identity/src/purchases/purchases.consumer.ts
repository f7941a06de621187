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
import { GuestAttachments } from '../guests/attachments.consumer';
import { belongings } from '../merges/belongings';

// An order is placed before it is paid, but that may be heard the other way round. A row that nobody had made before has
// no deleting transaction (xmax); a second telling finds nothing new and counts nothing.
// An order that was moved when customers were merged counts where it is.
// What is paid in another currency than the shop's has no sum with the rest.
const count = statement(
  'purchases-count',
  `WITH news AS (
     INSERT INTO purchases AS p (order_id, customer_id, currency, total, paid) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (order_id) DO UPDATE SET paid = true, total = excluded.total WHERE NOT p.paid AND excluded.paid
     RETURNING xmax = 0 AS is_new, paid, customer_id)
   UPDATE customer_figures f
   SET orders_count = f.orders_count + news.is_new::integer,
       total_spent = f.total_spent + CASE WHEN news.paid AND s.currency = $3 THEN $4::numeric ELSE 0 END
   FROM news, shops s WHERE f.customer_id = news.customer_id AND s.id = f.shop_id`,
);

/** Counts what customers order and pay. */
@Injectable()
export class PurchasesConsumer {
  constructor(private readonly attachments: GuestAttachments) {}

  @Consume({
    event: [orderPlaced, paymentAccepted, orderCompletedFree],
    durable: 'identity-purchases',
    together: true,
  })
  async count({ type, shopId, data }: DomainEvent<OrderFacts>, tx: Tx): Promise<void> {
    const { orderId, customerId, currency, total } = data;
    await count.rows(tx, [orderId, customerId, currency, total, type === paymentAccepted.type]);
    await belongings.follow(tx, customerId);
    if (type === orderPlaced.type && data.contactId === undefined)
      await this.attachments.attachGuest(tx, shopId, customerId);
  }
}
