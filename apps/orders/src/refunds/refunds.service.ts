import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, decimal, formatTotal, newId, paymentRefunded, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { changeState } from '../orders/order-states-changing.queries';
import { factsOf } from '../orders/order-view.domain';
import { OrderNotFound } from '../orders/orders.problems';
import { requireSame } from '../payments/payment.domain';
import { TransactionAlreadyUsed } from '../payments/payments.problems';
import { refund, type RefundedOrder } from './refund.domain';
import { Refund } from './refund.entity';
import type { ReportRefundBody } from './refunds.bodies';
import { addRefunded, lockOrderToRefund, type RefundableOrder, refundsOf } from './refunds.queries';
import type { RefundsView, RefundView, ReportedRefundView } from './refunds.views';

/** Refunds of orders. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Counts a refund once, however often it is reported, and announces it. */
  report(
    once: Once,
    caller: Principal,
    orderId: string,
    body: ReportRefundBody,
  ): Promise<ReportedRefundView> {
    return once(async (tx) => {
      const { method, transactionId } = body;
      const order = await lockOrderToRefund(tx, caller.shopId, orderId, method, transactionId);
      if (!order) throw new OrderNotFound();
      if (order.known) {
        requireSame(order.known, orderId, body);
        return viewOf(order.known, order);
      }
      const after = refund(order, body);
      const made = { id: newId(), orderId, ...body, reportedAt: this.clock.now().toISOString() };
      await this.insert(tx, caller, order, after, made);
      return viewOf(made, { ...order, state: after.state, refunded: after.refunded.toFixed() });
    });
  }

  async list({ shopId }: Principal, orderId: string): Promise<RefundsView> {
    const row = await refundsOf.first(this.db, [shopId, orderId]);
    if (!row) throw new OrderNotFound();
    return { items: row.items.map(withDigits) };
  }

  private async insert(
    tx: Tx,
    caller: Principal,
    order: RefundableOrder,
    { refunded, state, isFull }: RefundedOrder,
    made: RefundView,
  ): Promise<void> {
    const { shopId, kind, id } = caller;
    const [occurredAt, version] = [new Date(made.reportedAt), order.version + 1];
    await tx
      .insert(Refund, { ...made, shopId, actorKind: kind, actorId: id, reportedAt: occurredAt })
      .catch(explain);
    await addRefunded.rows(tx, [order.id, refunded.toFixed()]);
    const change = [order.id, order.state, state, version, occurredAt, newId(), kind, id, 'refunded'];
    await changeState.rows(tx, change);

    const aggregate = { id: order.id, version };
    const event = paymentRefunded.create(
      { aggregate, shopId, actor: actorOf(caller), occurredAt },
      {
        ...{ ...factsOf(order), amount: formatTotal(decimal(made.amount), order.currency) },
        ...{ refunded: formatTotal(refunded, order.currency), isFull, refundedLineIds: made.lineIds },
      },
    );
    await this.outbox.add(tx, event);
    await this.audit.add(tx, caller, {
      ...{ operation: 'refunds.report', resource: { type: 'orders', id: order.id } },
      ...{ customerId: order.customerId, before: standOf(order) },
      after: { ...standOf({ ...order, state, refunded: refunded.toFixed() }), refund: made },
    });
  }
}

// Reported for another order at the same moment.
function explain(error: unknown): never {
  throw violates(error, 'refunds_shop_id_method_transaction_id_key') ? new TransactionAlreadyUsed() : error;
}

const standOf = ({ state, refunded, currency }: RefundableOrder) => ({
  state,
  refunded: formatTotal(decimal(refunded), currency),
});

const withDigits = (made: RefundView): RefundView => ({
  ...made,
  amount: formatTotal(decimal(made.amount), made.currency),
});

const viewOf = (
  made: RefundView,
  { state, paid, refunded, currency }: RefundableOrder,
): ReportedRefundView => ({
  ...withDigits(made),
  orderState: state,
  refunded: formatTotal(decimal(refunded), currency),
  open: formatTotal(decimal(paid).minus(refunded), currency),
});
