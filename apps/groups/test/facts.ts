import {
  type CustomerRegistered,
  customerRegistered,
  type DomainEvent,
  orderCancelled,
  type OrderFacts,
  paymentAccepted,
  type PaymentRefunded,
  paymentRefunded,
  systemActor,
} from '@clientele/contracts';
import { TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';

/** Settings under which nothing expires by itself, so that a test can say when. */
export const NO_EXPIRY = { GROUPS_EXPIRY_CRON: '0 0 1 1 *' };

const circumstances = (id: string, occurredAt: Date) => ({
  ...{ aggregate: { id, version: 1 }, shopId: TEST_SHOP, actor: systemActor('test'), occurredAt },
});

/** A customer registers. */
export const aRegistration = (changes: Partial<CustomerRegistered> = {}): DomainEvent<CustomerRegistered> => {
  const customerId = changes.customerId ?? uuidv7();
  return customerRegistered.create(circumstances(customerId, new Date()), {
    ...{ customerId, number: '100023', kind: 'individual', isGuest: false },
    ...{ firstName: 'Siobhán', lastName: "O'Neill", email: 'siobhan.oneill@example.com' },
    ...{ registeredAt: new Date().toISOString(), ...changes },
  });
};

interface PaymentChanges {
  readonly orderId?: string;
  readonly total?: string;
  /** Default category of all lines. */
  readonly categoryId?: string;
  readonly paidAt?: Date;
}

/** The payment of an order of one line per product is accepted. */
export const aPayment = (
  customerId: string,
  products: readonly string[],
  { orderId = uuidv7(), total = '10.00', categoryId, paidAt = new Date() }: PaymentChanges = {},
): DomainEvent<OrderFacts> =>
  paymentAccepted.create(circumstances(orderId, paidAt), {
    ...{ orderId, customerId, reference: 'KPTWXZCHM', currency: 'EUR', total, totalTaxExcluded: total },
    placedAt: paidAt.toISOString(),
    lines: products.map((productId) => ({
      ...{
        lineId: uuidv7(),
        productId,
        categoryIds: categoryId === undefined ? [] : [categoryId],
        quantity: 1,
        total: '10.00',
      },
    })),
  });

/** A paid order is cancelled. */
export const aCancellation = ({ data }: DomainEvent<OrderFacts>): DomainEvent<OrderFacts> =>
  orderCancelled.create(circumstances(data.orderId, new Date()), data);

/** A paid order is refunded: all of it, or the lines that are named. */
export const aRefund = (
  { data }: DomainEvent<OrderFacts>,
  refundedLineIds?: string[],
): DomainEvent<PaymentRefunded> =>
  paymentRefunded.create(circumstances(data.orderId, new Date()), {
    ...{ ...data, amount: '1.00', refunded: '1.00' },
    ...{ isFull: refundedLineIds === undefined, refundedLineIds: refundedLineIds ?? [] },
  });
