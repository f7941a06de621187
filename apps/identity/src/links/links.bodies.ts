import { IfGiven } from '@clientele/http';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { PurchaseLimitBody } from '../purchase-limits/purchase-limits.bodies';

export class LinkParam {
  /** Id of the contact. */
  @IsUUID()
  readonly id: string;

  /** Id of the customer it acts for. */
  @IsUUID()
  readonly customerId: string;
}

export class PutLinkBody {
  /**
   * What the contact may do for the customer.
   * @example "0198c0de-0000-7000-8000-000000002003"
   */
  @IsUUID()
  readonly profileId: string;

  /** Null: no limit. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PurchaseLimitBody)
  readonly purchaseLimit: PurchaseLimitBody | null = null;
}

export class EditLinkBody {
  /**
   * What the contact may do for the customer.
   * @example "0198c0de-0000-7000-8000-000000002003"
   */
  @IfGiven()
  @IsUUID()
  readonly profileId?: string;

  /** Replaces the limit; null takes it away. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PurchaseLimitBody)
  readonly purchaseLimit?: PurchaseLimitBody | null;
}
