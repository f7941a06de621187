import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, decimal, formatTotal, newId, paymentAccepted, type Principal } from '@clientele/contracts';
import { atCommit, Database, type Tx, violates } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { PAID_STATE } from '../order-states/order-state.domain';
import { factsOf } from '../orders/order-view.domain';
import { OrderNotFound } from '../orders/orders.problems';
import { type PaidOrder, pay, requireSame } from './payment.domain';
import type { ReportPaymentBody } from './payments.bodies';
import { TransactionAlreadyUsed } from './payments.problems';
import { insertPayment, lockOrderToPay, type PayableOrder, paymentsOf } from './payments.queries';
import type { PaymentsView, PaymentView, ReportedPaymentView } from './payments.views';

/** Payments of orders. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Counts a payment once, however often it is reported, and announces the one that covers the total. */
  async report(
    once: Once,
    caller: Principal,
    orderId: string,
    body: ReportPaymentBody,
  ): Promise<ReportedPaymentView> {
    const paid = once(async (tx) => {
      const { method, transactionId } = body;
      const order = await lockOrderToPay(tx, caller.shopId, orderId, method, transactionId, PAID_STATE);
      if (!order) throw new OrderNotFound();
      if (order.known) {
        requireSame(order.known, orderId, body);
        return viewOf(order.known, order);
      }
      const paid = pay({ ...order, total: order.totals.total.taxIncluded }, body);
      const payment = { id: newId(), orderId, ...body, reportedAt: this.clock.now().toISOString() };
      await this.insert(tx, caller, order, paid, payment);
      return viewOf(payment, { ...order, state: paid.state, paid: paid.paid.toFixed() });
    });
    return paid.catch((error: unknown) => {
      // Reported for another order at the same moment.
      const used = violates(error, 'payments_shop_id_method_transaction_id_key');
      throw used ? new TransactionAlreadyUsed() : error;
    });
  }

  async list({ shopId }: Principal, orderId: string): Promise<PaymentsView> {
    const row = await paymentsOf.first(this.db, [shopId, orderId]);
    if (!row) throw new OrderNotFound();
    return { items: row.items.map(withDigits) };
  }

  private async insert(
    tx: Tx,
    caller: Principal,
    order: PayableOrder,
    { paid, state, accepts }: PaidOrder,
    payment: PaymentView,
  ): Promise<void> {
    const occurredAt = new Date(payment.reportedAt);
    const version = order.version + 1;
    const aggregate = { id: order.id, version };
    const circumstances = { aggregate, shopId: caller.shopId, actor: actorOf(caller), occurredAt };
    const events = accepts ? [this.outbox.values(paymentAccepted.create(circumstances, factsOf(order)))] : [];
    await this.audit.add(tx, caller, {
      ...{ operation: 'payments.report', resource: { type: 'orders', id: order.id } },
      ...{ customerId: order.customerId, before: standOf(order) },
      after: { ...standOf({ ...order, state, paid: paid.toFixed() }), payment },
    });
    atCommit(tx, insertPayment, [
      ...[payment.id, caller.shopId, order.id, payment.amount, payment.currency, payment.method],
      ...[payment.transactionId, caller.kind, caller.id, occurredAt, paid.toFixed(), state, accepts, version],
      ...[newId(), order.state],
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ event }) => event),
    ]);
  }
}

const standOf = ({ state, paid, currency }: PayableOrder) => ({
  state,
  paid: formatTotal(decimal(paid), currency),
});

const withDigits = (payment: PaymentView): PaymentView => ({
  ...payment,
  amount: formatTotal(decimal(payment.amount), payment.currency),
});

const viewOf = (payment: PaymentView, order: PayableOrder): ReportedPaymentView => ({
  ...withDigits(payment),
  orderState: order.state,
  paid: formatTotal(decimal(order.paid), order.currency),
  open: formatTotal(decimal(order.totals.total.taxIncluded).minus(order.paid), order.currency),
});
