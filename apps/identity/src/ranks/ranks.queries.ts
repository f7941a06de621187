import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { CustomerNotFound } from '../customers/customers.problems';
import type { RankView } from './ranks.views';

/**
 * SQL of the rank of the customer with figures `f` in shop `s`, as JSON: the steps above as a whole, and those in the own
 * step who spent more, an index range of about one percent.
 */
export const RANK_JSON = `json_build_object(
  'rank', CASE WHEN f.is_open AND f.total_spent > 0 THEN
    1 + (SELECT coalesce(sum(customers), 0) FROM spending_steps
         WHERE shop_id = f.shop_id AND step > spending_step(f.total_spent))
      + (SELECT count(*) FROM customer_figures o
         WHERE o.shop_id = f.shop_id AND o.total_spent > f.total_spent AND o.is_open
           AND o.total_spent < exp((spending_step(f.total_spent) + 1.01) / 100)
           AND spending_step(o.total_spent) = spending_step(f.total_spent)) END,
  'of', (SELECT coalesce(sum(customers), 0) FROM spending_steps WHERE shop_id = f.shop_id),
  'ordersCount', f.orders_count, 'totalSpent', trim_scale(f.total_spent)::text, 'currency', s.currency)`;

const byCustomer = statement<{ view: string }>(
  'ranks-by-customer',
  `SELECT ${RANK_JSON}::text AS view
   FROM customer_figures f JOIN shops s ON s.id = f.shop_id WHERE f.shop_id = $1 AND f.customer_id = $2`,
);

/** Ranks customers by what they have spent. */
@Injectable()
export class RanksQueries {
  constructor(private readonly db: Database) {}

  /** The place of a customer within its shop. */
  async get({ shopId }: Principal, customerId: string): Promise<RawJson<RankView>> {
    const row = await byCustomer.first(this.db, [shopId, customerId]);
    if (!row) throw new CustomerNotFound();
    return new RawJson(row.view);
  }
}
