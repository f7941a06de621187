import { ApiProperty } from '@nestjs/swagger';

/** A state an order can be in. */
export class OrderStateView {
  code: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** The money is there, or there is nothing to pay. */
  paid: boolean;
  countsAsSale: boolean;
  shipped: boolean;
  delivered: boolean;
  cancelled: boolean;
  refunded: boolean;
  /** The customer gets a mail when an order comes into this state. */
  sendsMail: boolean;
  visibleToCustomer: boolean;
  /** States an order may go to from here. */
  next: string[];
}

export class OrderStatesView {
  items: OrderStateView[];
}
