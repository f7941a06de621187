import { AUDIT_KINDS, type AuditKind } from '@clientele/contracts';
import { IsInstant, ListQuery } from '@clientele/http';
import { Type } from 'class-transformer';
import { IsHexadecimal, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';

export class ListAuditQuery extends ListQuery {
  /** Changes, or reads of personal data. */
  @IsOptional()
  @IsIn(AUDIT_KINDS)
  readonly kind?: AuditKind;

  /** Who did it: id of an employee, a contact, a visitor or an API client. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly actorId?: string;

  /** Operation, such as `customers.edit`. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly operation?: string;

  /** Kind of thing, as in paths: `customers`, `orders`. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly resourceType?: string;

  /** Id of the thing. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly resourceId?: string;

  /** The customer whose data it is. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Done at this instant or later. */
  @IsOptional()
  @IsInstant()
  readonly from?: string;

  /** Done before this instant. */
  @IsOptional()
  @IsInstant()
  readonly to?: string;
}

export class VerifyAuditQuery {
  /** The link to begin with: the `nextLink` of the answer before. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly from: number = 1;

  /** How many links to check, 1 to 200 000. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200_000)
  readonly limit: number = 50_000;

  /** A link noted earlier from `head`, to be found with `hash`. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly link?: number;

  /** The hash noted with it. */
  @IsOptional()
  @IsHexadecimal()
  @Length(64, 64)
  readonly hash?: string;
}
