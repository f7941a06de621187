import {
  type DomainEvent,
  orderCancelled,
  orderCompletedFree,
  type OrderFacts,
  orderPlaced,
  paymentAccepted,
  paymentRefunded,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { ConsumeTogether } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { GuestAttachments } from '../guests/attachments.consumer';
import { belongings } from '../merges/belongings';
import { countReversed } from './reversed-purchases';

// An order is placed before it is paid, but that may be heard the other way round, and both at once. A row that nobody had
// made before has no deleting transaction (xmax); a second telling finds nothing new and counts nothing.
// An order that was moved when customers were merged counts where it is.
// What is paid in another currency than the shop's has no sum with the rest.
// Orders and customers are taken in the order of their ids: others who take several do so too.
const count = statement(
  'purchases-count',
  `WITH news AS (
     INSERT INTO purchases AS p (order_id, customer_id, currency, total, paid)
     SELECT DISTINCT ON (order_id) order_id, customer_id, currency, total, paid
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::numeric[], $5::boolean[])
       AS e (order_id, customer_id, currency, total, paid)
     ORDER BY order_id, paid DESC
     ON CONFLICT (order_id) DO UPDATE SET paid = true, total = excluded.total WHERE NOT p.paid AND excluded.paid
     RETURNING xmax = 0 AS is_new, paid, customer_id, currency,
               CASE WHEN p.cancelled THEN 0 ELSE p.total - p.refunded END AS total
   ), locked AS MATERIALIZED (
     SELECT customer_id, shop_id FROM customer_figures WHERE customer_id IN (SELECT customer_id FROM news)
     ORDER BY customer_id FOR NO KEY UPDATE
   ), sums AS (
     SELECT l.customer_id, count(*) FILTER (WHERE n.is_new) AS orders,
            coalesce(sum(n.total) FILTER (WHERE n.paid AND n.currency = s.currency), 0) AS spent
     FROM locked l JOIN news n ON n.customer_id = l.customer_id JOIN shops s ON s.id = l.shop_id
     GROUP BY l.customer_id
   )
   UPDATE customer_figures f
   SET orders_count = f.orders_count + sums.orders, total_spent = f.total_spent + sums.spent
   FROM sums WHERE f.customer_id = sums.customer_id`,
);

/** Counts what customers order and pay; what is cancelled is no order, and what is refunded not spent. */
@Injectable()
export class PurchasesConsumer {
  constructor(private readonly attachments: GuestAttachments) {}

  @ConsumeTogether({
    event: [orderPlaced, paymentAccepted, orderCompletedFree, orderCancelled, paymentRefunded],
    durable: 'identity-purchases',
    gatherMs: 250,
  })
  async count(events: readonly DomainEvent<OrderFacts>[], tx: Tx): Promise<void> {
    await count.rows(tx, [
      events.map(({ data }) => data.orderId),
      events.map(({ data }) => data.customerId),
      events.map(({ data }) => data.currency),
      events.map(({ data }) => data.total),
      events.map(({ type }) => type === paymentAccepted.type),
    ]);
    await countReversed(tx, events);
    await belongings.follow(tx, ...events.map(({ data }) => data.customerId));
    const withoutContact = events.filter(
      ({ type, data }) => type === orderPlaced.type && data.contactId === undefined,
    );
    await this.attachments.recognise(tx, ...withoutContact.map(({ data }) => data.customerId));
  }
}
