import { ApiProperty } from '@nestjs/swagger';

/** Money that went back for an order. */
export class RefundView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  orderId: string;
  amount: string;
  /** ISO 4217. */
  currency: string;
  /** Way of payment, as the storefront names it. */
  method: string;
  transactionId: string;
  /** Lines that went back with the money. */
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  lineIds: string[];
  @ApiProperty({ format: 'date-time' })
  reportedAt: string;
}

/** A refund and how the order stands after it. */
export class ReportedRefundView extends RefundView {
  /** Code of the order's state. */
  orderState: string;
  /** Sum of the order's refunds. */
  refunded: string;
  /** What can still be refunded. */
  open: string;
}

export class RefundsView {
  /** The oldest first. */
  items: RefundView[];
}
