import { currencyDigits, type Decimal, decimal, formatTotal } from '@clientele/contracts';
import { PAID_STATE } from '../order-states/order-state.domain';
import { CurrencyMismatch } from '../prices/prices.problems';
import {
  AmountNotPayable,
  OrderNotPayable,
  PaymentTooHigh,
  TransactionAlreadyUsed,
} from './payments.problems';

/** What is known of an order when a payment is reported. */
export interface OrderToPay {
  readonly id: string;
  readonly state: string;
  readonly currency: string;
  readonly total: string;
  readonly paid: string;
  /** Whether the order was cancelled or refunded. */
  readonly closed: boolean;
  /** Whether the states allow to go from its state to that of a paid order. */
  readonly mayBecomePaid: boolean;
  /** Whether its payments covered the total before. */
  readonly accepted: boolean;
}

/** A payment as it is reported. */
export interface ReportedPayment {
  readonly amount: string;
  readonly currency: string;
}

/** How an order stands after a payment. */
export interface PaidOrder {
  readonly paid: Decimal;
  readonly state: string;
  /** Whether this payment is the one that covers the total. */
  readonly accepts: boolean;
}

/** The money that was reported for an order; throws unless it can be money in the order's currency. */
export function payableAmount(
  order: { readonly currency: string },
  { amount, currency }: ReportedPayment,
): Decimal {
  if (currency !== order.currency)
    throw new CurrencyMismatch({
      detail: `The order is in ${order.currency}.`,
      errors: [
        { pointer: '/currency', code: 'currency-mismatch', message: `The order is in ${order.currency}.` },
      ],
    });
  const money = decimal(amount);
  if (!money.round(currencyDigits(currency)).eq(money))
    throw new AmountNotPayable({
      errors: [
        {
          pointer: '/amount',
          code: 'too-many-decimals',
          message: `${currency} has ${currencyDigits(currency)} decimals.`,
        },
      ],
    });
  return money;
}

/** Adds a payment to what was paid; throws unless it fits. */
export function pay(order: OrderToPay, reported: ReportedPayment): PaidOrder {
  const { currency } = order;
  const money = payableAmount(order, reported);
  if (order.closed) throw new OrderNotPayable({ state: order.state });

  const paid = decimal(order.paid).plus(money);
  const open = decimal(order.total).minus(order.paid);
  if (money.gt(open))
    throw new PaymentTooHigh({
      open: formatTotal(open, currency),
      errors: [
        {
          pointer: '/amount',
          code: 'too-high',
          message: `Only ${formatTotal(open, currency)} is left to pay.`,
        },
      ],
    });
  const accepts = paid.eq(order.total) && !order.accepted;
  return { paid, state: accepts && order.mayBecomePaid ? PAID_STATE : order.state, accepts };
}

/** Throws unless a transaction that was reported before is reported again for the same thing. */
export function requireSame(
  known: ReportedPayment & { readonly orderId: string },
  orderId: string,
  { amount, currency }: ReportedPayment,
): void {
  if (known.orderId !== orderId || known.currency !== currency || !decimal(known.amount).eq(amount))
    throw new TransactionAlreadyUsed();
}
