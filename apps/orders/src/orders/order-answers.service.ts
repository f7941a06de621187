import {
  type OrderByReferenceAnswer,
  orderByReference,
  type OrderByReferenceQuestion,
} from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { readReference } from './order.domain';

const find = statement<{ id: string }>(
  'orders-by-reference',
  'SELECT id FROM orders WHERE customer_id = $1 AND reference = $2',
);

/** Answers other services' questions about orders. */
@Injectable()
export class OrderAnswers {
  constructor(private readonly db: Database) {}

  @Answers(orderByReference)
  async byReference({ reference, customerId }: OrderByReferenceQuestion): Promise<OrderByReferenceAnswer> {
    const order = await find.first(this.db, [customerId, readReference(reference)]);
    return { orderId: order?.id ?? null };
  }
}
