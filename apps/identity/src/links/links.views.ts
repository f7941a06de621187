import { ApiProperty } from '@nestjs/swagger';
import { PurchaseLimitView } from '../purchase-limits/purchase-limits.views';
import { ActingProfileView } from '../sessions/sessions.views';

export class LinkedCustomerView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Short, for people. */
  number: string;
  firstName: string;
  lastName: string;
  company: string | null;
}

/** A contact acting for a customer. */
export class LinkView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  customer: LinkedCustomerView;
  /** What it may do for the customer. */
  profile: ActingProfileView;
  /** Null: no limit. */
  @ApiProperty({ type: () => PurchaseLimitView, nullable: true })
  purchaseLimit: PurchaseLimitView | null;
  /** Counts the changes; also the ETag. */
  version: number;
}
