import { IsString, IsUUID, Length, ValidateIf } from 'class-validator';
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
