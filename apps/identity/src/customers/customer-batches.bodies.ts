import { IfGiven } from '@clientele/http';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsUUID } from 'class-validator';

export class BulkEditCustomersBody {
  /**
   * Up to 200 customers.
   * @example ["0198c0de-0000-7000-8000-000000000001"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly ids: string[];

  /** Whether anybody may act for them. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;

  /**
   * Whether newsletters may be sent to them.
   * @example false
   */
  @IfGiven()
  @IsBoolean()
  readonly newsletter?: boolean;

  /** Whether offers of partners may be sent to them. */
  @IfGiven()
  @IsBoolean()
  readonly partnerOffers?: boolean;
}
