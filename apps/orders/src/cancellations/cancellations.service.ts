import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, newId, orderCancelled, type Principal } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { CANCELLED_STATE } from '../order-states/order-state.domain';
import { changeState } from '../orders/order-states-changing.queries';
import { factsOf, toOrderView } from '../orders/order-view.domain';
import { OrderNotFound } from '../orders/orders.problems';
import type { OrderView } from '../orders/orders.views';
import { returnVouchers } from '../vouchers/voucher-uses.queries';
import type { CancelOrderBody } from './cancellations.bodies';
import { OrderNotCancellable } from './cancellations.problems';
import { lockOrderToCancel } from './cancellations.queries';

/** Cancels orders. */
@Injectable()
export class CancellationsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** A cancelled order stays as it is, however often that is asked for. The vouchers that it used can be used again. */
  cancel(
    once: Once,
    caller: Principal,
    orderId: string,
    { reason = 'cancelled' }: CancelOrderBody,
  ): Promise<OrderView> {
    return once(async (tx) => {
      const { shopId, kind, id } = caller;
      const order = await lockOrderToCancel(tx, shopId, orderId, CANCELLED_STATE);
      if (!order) throw new OrderNotFound();
      if (order.state === CANCELLED_STATE) return toOrderView(order);
      if (!order.mayBeCancelled) throw new OrderNotCancellable({ state: order.state });

      const [occurredAt, version] = [this.clock.now(), order.version + 1];
      const change = [orderId, order.state, CANCELLED_STATE, version, occurredAt, newId(), kind, id, reason];
      await changeState.rows(tx, change);
      await returnVouchers(tx, order, occurredAt);
      const circumstances = {
        aggregate: { id: orderId, version },
        shopId,
        actor: actorOf(caller),
        occurredAt,
      };
      await this.outbox.add(tx, orderCancelled.create(circumstances, factsOf(order)));
      await this.audit.add(tx, caller, {
        ...{ operation: 'cancellations.cancel', resource: { type: 'orders', id: orderId } },
        ...{ customerId: order.customerId, before: { state: order.state } },
        after: { state: CANCELLED_STATE, reason },
      });
      return toOrderView({
        ...{ ...order, state: CANCELLED_STATE, version },
        updatedAt: occurredAt.toISOString(),
      });
    });
  }
}
