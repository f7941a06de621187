import { type PaidOrdersAnswer, paidOrders, type PaidOrdersQuestion } from '@clientele/contracts';
import { Database, instantSql, statement } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ORDER_ROW } from './order-row.queries';
import { factsOf, type OrderRow } from './order-view.domain';

const PAGE = 100;
/** What a message holds, with room for what is around it. */
const LARGEST_ANSWER = 900_000;

const page = statement<OrderRow & { paidAt: string } & Record<string, unknown>>(
  'orders-paid-between',
  `SELECT ${ORDER_ROW}, ${instantSql('o.payment_accepted_at')} AS "paidAt"
   FROM orders o
   WHERE o.shop_id = $1 AND o.payment_accepted_at IS NOT NULL AND o.payment_accepted_at < $3
     AND (o.payment_accepted_at, o.id) > ($2, $4)
   ORDER BY o.payment_accepted_at, o.id LIMIT ${PAGE + 1}`,
);

/** Tells other services what was paid for in some time. */
@Injectable()
export class PaidOrdersAnswers {
  constructor(private readonly db: Database) {}

  @Answers(paidOrders)
  async page({ shopId, from, until, after }: PaidOrdersQuestion): Promise<PaidOrdersAnswer> {
    const start = after ?? { paidAt: from, orderId: '00000000-0000-0000-0000-000000000000' };
    const rows = await page.rows(this.db, [shopId, start.paidAt, until, start.orderId]);
    const items: PaidOrdersAnswer['items'] = [];
    let size = 0;
    for (const row of rows.slice(0, PAGE)) {
      const item = { paidAt: row.paidAt, order: factsOf(row) };
      size += JSON.stringify(item).length;
      if (size > LARGEST_ANSWER && items.length > 0) break;
      items.push(item);
    }
    return { items, hasMore: rows.length > items.length };
  }
}
