import { ApiProperty } from '@nestjs/swagger';
import { PurchaseLimitView } from '../purchase-limits/purchase-limits.views';
import { ActingProfileView } from '../sessions/sessions.views';

/** A contact that acts for the same customer. */
export class OwnContactView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  @ApiProperty({ format: 'uuid', nullable: true })
  titleId: string | null;
  phone: string | null;
  @ApiProperty({ format: 'date', nullable: true })
  birthday: string | null;
  /** BCP 47. */
  language: string | null;
  /** Whether it may log in. */
  enabled: boolean;
  /** Whether it has a password; without one it was invited. */
  hasPassword: boolean;
  /** What it may do for the customer. */
  profile: ActingProfileView;
  /** Null: no limit. */
  @ApiProperty({ type: () => PurchaseLimitView, nullable: true })
  purchaseLimit: PurchaseLimitView | null;
  /** Counts the changes of what it may do; also the ETag. */
  version: number;
}

export class OwnContactsPageView {
  items: OwnContactView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
