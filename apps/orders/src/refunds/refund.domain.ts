import { type Decimal, decimal, formatTotal } from '@clientele/contracts';
import { type ReportedPayment, payableAmount } from '../payments/payment.domain';
import { LineNotOrdered, OrderNotRefundable, RefundTooHigh } from './refunds.problems';

/** The states that refunds lead to. */
export const REFUNDED_STATE = 'refunded';
export const PARTIALLY_REFUNDED_STATE = 'partially-refunded';

/** What is known of an order when a refund is reported. */
export interface OrderToRefund {
  readonly state: string;
  readonly currency: string;
  readonly paid: string;
  readonly refunded: string;
  readonly lines: readonly { readonly id: string }[];
  /** Where the states allow to go from its state. */
  readonly next: readonly string[];
}

/** How an order stands after a refund. */
export interface RefundedOrder {
  readonly refunded: Decimal;
  readonly state: string;
  /** Whether all that was paid went back. */
  readonly isFull: boolean;
}

/** Adds a refund to what was refunded; throws unless it fits. */
export function refund(
  order: OrderToRefund,
  { lineIds, ...reported }: ReportedPayment & { readonly lineIds: readonly string[] },
): RefundedOrder {
  const money = payableAmount(order, reported);
  requireLines(order, lineIds);
  if (!order.next.includes(REFUNDED_STATE)) throw new OrderNotRefundable({ state: order.state });

  const open = decimal(order.paid).minus(order.refunded);
  if (money.gt(open)) throw tooHigh(formatTotal(open, order.currency));
  const isFull = money.eq(open);
  const wished = isFull ? REFUNDED_STATE : PARTIALLY_REFUNDED_STATE;
  return {
    refunded: money.plus(order.refunded),
    state: order.next.includes(wished) ? wished : order.state,
    isFull,
  };
}

function requireLines({ lines }: OrderToRefund, lineIds: readonly string[]): void {
  const errors = lineIds.flatMap((lineId, i) =>
    lines.some(({ id }) => id === lineId)
      ? []
      : [{ pointer: `/lineIds/${i}`, code: 'not-ordered', message: 'The order has no such line.' }],
  );
  if (errors.length > 0) throw new LineNotOrdered({ errors });
}

const tooHigh = (open: string): RefundTooHigh =>
  new RefundTooHigh({
    open,
    errors: [{ pointer: '/amount', code: 'too-high', message: `Only ${open} can still be refunded.` }],
  });
