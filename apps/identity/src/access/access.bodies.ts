import { CONTACT_PERMISSIONS, type GrantedPermission } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, Matches } from 'class-validator';

const OPERATION = new RegExp(`^(${CONTACT_PERMISSIONS.join('|')}|x:[a-z0-9]+(-[a-z0-9]+)*)$`);

export class ExplainAccessQuery {
  /** Who wants to do it. */
  @IsUUID()
  readonly contactId: string;

  /** For whom. */
  @IsUUID()
  readonly customerId: string;

  /**
   * What: a permission as tokens say it, such as `orders:place`, `orders:view-all` or `x:approve-orders`. The API document
   * says of each operation which one it needs (`x-access`).
   */
  @ApiProperty({ type: 'string', maxLength: 80, example: 'orders:place' })
  @Matches(OPERATION, { message: 'operation must be a permission, such as orders:place' })
  readonly operation: GrantedPermission;
}
