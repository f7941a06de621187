import { IsInstant, ListQuery } from '@clientele/http';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';

/** A path parameter that names a customer. */
export class CustomerParam {
  /** Id of the customer. */
  @IsUUID()
  readonly customerId: string;
}

export class MembershipParam extends CustomerParam {
  /** Id of the group. */
  @IsUUID()
  readonly groupId: string;
}

export class ExplainMembershipsQuery {
  /** At which of the shops that share customers prices are asked about; without it, at the main one. */
  @IsOptional()
  @IsUUID()
  readonly shopId?: string;
}

export class MembershipHistoryQuery extends ListQuery {
  /** Only what happened in this group. */
  @IsOptional()
  @IsUUID()
  readonly groupId?: string;
}

export class JoinGroupBody {
  /**
   * Customer to put into the group.
   * @example "0198c0de-0000-7000-8000-000000000001"
   */
  @IsUUID()
  readonly customerId: string;

  /**
   * Group to put it into.
   * @example "b459bf70-1726-503d-9a17-bcfcc91fc124"
   */
  @IsUUID()
  readonly groupId: string;

  /** Whether the group becomes the customer's default, which decides the prices. */
  @IsBoolean()
  readonly isDefault: boolean = false;

  /**
   * When the membership ends, RFC 3339; without it, never.
   * @example "2036-12-31T23:00:00Z"
   */
  @IsOptional()
  @IsInstant()
  readonly expiresAt?: string | null;
}

export class ChooseDefaultBody {
  /**
   * One of the customer's groups.
   * @example "b459bf70-1726-503d-9a17-bcfcc91fc124"
   */
  @IsUUID()
  readonly groupId: string;
}
