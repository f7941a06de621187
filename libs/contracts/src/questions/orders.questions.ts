import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { OrderFacts, paymentAccepted } from '../events/orders.events';
import { defineQuestion } from '../question';

/** Which order of a customer has this reference? */
export class OrderByReferenceQuestion {
  /** As somebody wrote it: case and surrounding spaces do not matter. */
  @IsString() @Length(1, 100) reference: string;
  /** Only orders of this customer are found. */
  @IsUUID() customerId: string;
}

export class OrderByReferenceAnswer {
  /** Null if the customer has no such order. */
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  orderId: string | null;
}

/** Finds an order by what customers quote. Answered by orders. */
export const orderByReference = defineQuestion(
  'ask.orders.order-by-reference.v1',
  OrderByReferenceQuestion,
  OrderByReferenceAnswer,
  {
    question: { reference: 'KPTWXZCHM', customerId: '0198c0de-0000-7000-8000-000000000001' },
    answer: { orderId: '0198c0de-0000-7000-8000-000000000030' },
  },
);

/** An order on a page of those that were paid for. */
export class PaidOrderPlace {
  @IsISO8601() paidAt: string;
  @IsUUID() orderId: string;
}

/** Which orders were paid for in some time? */
export class PaidOrdersQuestion {
  @IsUUID() shopId: string;
  @IsISO8601() from: string;
  /** No longer counts. */
  @IsISO8601() until: string;
  /** The last one of the page before. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PaidOrderPlace)
  after?: PaidOrderPlace;
}

/** An order that was paid for. */
export class PaidOrderFacts {
  /** When the payment was accepted. */
  @IsISO8601() paidAt: string;
  /** As it was told then. */
  @ValidateNested()
  @Type(() => OrderFacts)
  order: OrderFacts;
}

export class PaidOrdersAnswer {
  /** In the order of their payments. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PaidOrderFacts)
  items: PaidOrderFacts[];
  @IsBoolean() hasMore: boolean;
}

/** Tells a page of the orders that were paid for in some time, whatever became of them since. Answered by orders. */
export const paidOrders = defineQuestion('ask.orders.paid-orders.v1', PaidOrdersQuestion, PaidOrdersAnswer, {
  question: {
    ...{ shopId: '0198c0de-0000-7000-8000-000000000000', from: '2026-11-01T00:00:00.000Z' },
    until: '2026-12-01T00:00:00.000Z',
  },
  answer: {
    items: [{ paidAt: '2026-11-22T10:10:00.000Z', order: paymentAccepted.example }],
    hasMore: false,
  },
});
