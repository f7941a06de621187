import { ApiProperty } from '@nestjs/swagger';

/** Money that came in for an order. */
export class PaymentView {
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
  @ApiProperty({ format: 'date-time' })
  reportedAt: string;
}

/** A payment and how the order stands after it. */
export class ReportedPaymentView extends PaymentView {
  /** Code of the order's state. */
  orderState: string;
  /** Sum of the order's payments. */
  paid: string;
  /** What is left to pay. */
  open: string;
}

export class PaymentsView {
  /** The oldest first. */
  items: PaymentView[];
}
