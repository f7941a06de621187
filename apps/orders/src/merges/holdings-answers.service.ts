import { type HoldingsAnswer, type HoldingsQuestion, ordersHoldings } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

const count = statement<{ counts: Record<string, number> }>(
  'holdings-of-orders',
  `SELECT json_build_object(
     'carts', (SELECT count(*) FROM carts WHERE customer_id = $1 AND state <> 'ordered'),
     'orders', (SELECT count(*) FROM orders WHERE customer_id = $1),
     'vouchers', (SELECT count(*) FROM vouchers WHERE customer_id = $1 AND deleted_at IS NULL)) AS counts`,
);

/** Tells what a customer has here, before it is merged. */
@Injectable()
export class HoldingsAnswers {
  constructor(private readonly db: Database) {}

  @Answers(ordersHoldings)
  async count({ customerId }: HoldingsQuestion): Promise<HoldingsAnswer> {
    return { counts: (await count.first(this.db, [customerId]))?.counts ?? {} };
  }
}
