import { currencyDigits, newId, type Principal } from '@clientele/contracts';
import { atCommit, statement, type Tx, violates } from '@clientele/database';
import { randomInt } from 'node:crypto';
import type { OrderRow } from '../orders/order-view.domain';
import { formatAmount } from '../prices/amount.domain';
import { newCode } from './voucher-code.domain';
import type { AppliedVoucher } from './voucher-rule.domain';
import { partsSql, usesSql } from './voucher-standing.queries';
import { userKeyOf } from './voucher-user.domain';

/**
 * Counts that an order uses vouchers, and keeps in it what they took off: `(order, vouchers, codes, key of the user, what to keep,
 * customer)`. What those used that were merged into the customer counts for it.
 * The database refuses what would be one use too many, however many orders meet. All take vouchers in the order of their ids.
 */
const use = statement(
  'voucher-uses-add',
  `WITH used AS (
     SELECT * FROM unnest($2::uuid[], $3::text[]) AS n (id, code)
   ), locked AS (
     SELECT v.id, v.quantity_per_customer - coalesce(${usesSql('NULL::text', 'array_remove(who.parts, $6::uuid)')}, 0) AS most
     FROM vouchers v CROSS JOIN (SELECT ${partsSql('$6::uuid')} AS parts) AS who
     WHERE v.id = ANY ($2) ORDER BY v.id FOR NO KEY UPDATE OF v
   ), counted AS (
     UPDATE vouchers v SET used = v.used + 1 FROM locked l WHERE v.id = l.id
   ), coded AS (
     UPDATE voucher_codes k SET used = k.used + 1 FROM used n JOIN locked l ON l.id = n.id
     WHERE k.voucher_id = n.id AND k.code = n.code
   ), by_user AS (
     INSERT INTO voucher_users AS u (voucher_id, user_key, used, most)
     SELECT l.id, $4, 1, l.most FROM locked l
     ON CONFLICT (voucher_id, user_key) DO UPDATE SET used = u.used + 1, most = excluded.most
   ), kept AS (
     UPDATE orders SET vouchers = $5 WHERE id = $1
   )
   INSERT INTO voucher_uses (order_id, voucher_id, code, user_key) SELECT $1, n.id, n.code, $4 FROM used n`,
);

/**
 * Makes a personal voucher of what an order left of another, or took from it: `(id, order, that voucher, customer, amount, code,
 * now)`. It asks for nothing any more, and can be used until the other ends.
 */
const insertRest = statement(
  'vouchers-insert-rest',
  `WITH rest AS (
     INSERT INTO vouchers (id, shop_id, name, description, active, automatic, highlighted, priority, starts_on, ends_on, quantity,
       quantity_per_customer, customer_id, group_ids, segment_ids, products, exclude_discounted, combinable, combinable_with,
       applies_to, amount, currency, amount_tax_included, free_shipping, keep_rest, rest_of_order_id, rest_of_voucher_id, version,
       created_at, updated_at)
     SELECT $1, v.shop_id, v.name, v.description, true, false, true, v.priority, v.starts_on, v.ends_on, 1,
       NULL, $4, '{}', '{}', CASE v.applies_to WHEN 'chosen' THEN v.products ELSE '[]' END, v.exclude_discounted, v.combinable,
       v.combinable_with, v.applies_to, $5, v.currency, v.amount_tax_included, false, true, $2, v.id, 1, $7, $7
     FROM vouchers v WHERE v.id = $3 RETURNING id, shop_id
   )
   INSERT INTO voucher_codes (shop_id, voucher_id, code, single_use) SELECT shop_id, id, $6, false FROM rest`,
);

/** A voucher that an order used, or that it left of one. */
interface LockedVoucher {
  readonly id: string;
  readonly used: number;
  /** Of a rest: the voucher that it was left of. */
  readonly restOf: string | null;
  readonly taxIncluded: boolean | null;
}

const lockOfOrder = statement<LockedVoucher & Record<string, unknown>>(
  'voucher-uses-lock',
  `SELECT v.id, v.used, CASE WHEN v.rest_of_order_id = $1 THEN v.rest_of_voucher_id END AS "restOf",
          v.amount_tax_included AS "taxIncluded"
   FROM vouchers v WHERE v.id = ANY ($2::uuid[]) OR v.rest_of_order_id = $1 ORDER BY v.id FOR NO KEY UPDATE`,
);

/** `(order, vouchers whose uses are given back, rests that are void, now)`: of locked vouchers. */
const giveBack = statement(
  'voucher-uses-give-back',
  `WITH returned AS (
     UPDATE voucher_uses SET returned_at = $4
     WHERE order_id = $1 AND voucher_id = ANY ($2::uuid[]) AND returned_at IS NULL RETURNING voucher_id, code, user_key
   ), counted AS (
     UPDATE vouchers v SET used = v.used - 1 FROM returned r WHERE v.id = r.voucher_id
   ), coded AS (
     UPDATE voucher_codes k SET used = k.used - 1 FROM returned r WHERE k.voucher_id = r.voucher_id AND k.code = r.code
   ), by_user AS (
     UPDATE voucher_users u SET used = u.used - 1 FROM returned r
     WHERE u.voucher_id = r.voucher_id AND u.user_key = r.user_key
   )
   UPDATE vouchers SET active = false, quantity = 0, version = version + 1, updated_at = $4 WHERE id = ANY ($3::uuid[])`,
);

const TAKEN = [
  ...['vouchers_used_check', 'voucher_codes_used_check', 'voucher_users_used_check'],
  'voucher_codes_pkey',
];

/** Whether others have used up a voucher at the same moment, or a code was made twice. */
export const isVoucherTaken = (error: unknown): boolean =>
  TAKEN.some((constraint) => violates(error, constraint));

/** Counts with the commit of an order that it uses vouchers. What is left of them becomes vouchers of the customer. */
export function useVouchers(
  tx: Tx,
  caller: Principal,
  order: OrderRow,
  vouchers: readonly AppliedVoucher[],
  now: Date,
): void {
  if (vouchers.length === 0) return;
  atCommit(tx, use, [
    order.id,
    vouchers.map(({ voucher }) => voucher.id),
    vouchers.map(({ voucher }) => voucher.code),
    userKeyOf(caller, order.customerId),
    JSON.stringify(order.vouchers),
    order.customerId,
  ]);
  for (const { voucher, rest } of vouchers)
    if (voucher.keepRest && rest > 0n) {
      const amount = formatAmount(rest, currencyDigits(order.currency));
      atCommit(tx, insertRest, restOf(order, voucher.id, amount, now));
    }
}

/**
 * Gives back what a cancelled order used. What it left of a voucher goes with that; where this was spent already, the customer
 * gets a voucher of what the order itself took instead, so that nothing is lost or given twice.
 */
export async function returnVouchers(tx: Tx, order: OrderRow, now: Date): Promise<void> {
  if (order.vouchers.length === 0) return;
  const ids = order.vouchers.map(({ id }) => id);
  const rests = (await lockOfOrder.rows(tx, [order.id, ids])).filter(({ restOf }) => restOf !== null);
  const spent = new Map(rests.filter(({ used }) => used > 0).map((rest) => [rest.restOf, rest]));
  await giveBack.rows(tx, [
    order.id,
    ids.filter((id) => !spent.has(id)),
    rests.flatMap(({ id, used }) => (used === 0 ? [id] : [])),
    now,
  ]);
  for (const { id, total } of order.vouchers) {
    const rest = spent.get(id);
    const taken = rest?.taxIncluded ? total.taxIncluded : total.taxExcluded;
    if (rest) await insertRest.rows(tx, restOf(order, id, taken, now));
  }
}

const restOf = ({ id, customerId }: OrderRow, voucherId: string, amount: string, now: Date): unknown[] => [
  ...[newId(), id, voucherId, customerId, amount, newCode(randomInt), now],
];
