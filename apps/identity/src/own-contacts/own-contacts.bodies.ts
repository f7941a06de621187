import { IfGiven } from '@clientele/http';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { EditPersonBody, NewPersonBody } from '../customers/person.bodies';
import { PurchaseLimitBody } from '../purchase-limits/purchase-limits.bodies';

export class AddOwnContactBody extends NewPersonBody {
  /**
   * What the contact may do for the customer; at or below the own position.
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

export class EditOwnContactBody extends EditPersonBody {
  /**
   * What the contact may do for the customer; at or below the own position.
   * @example "0198c0de-0000-7000-8000-000000002003"
   */
  @IfGiven()
  @IsUUID()
  readonly profileId?: string;

  /** Replaces the limit; null takes it away. Not one's own. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PurchaseLimitBody)
  readonly purchaseLimit?: PurchaseLimitBody | null;
}
