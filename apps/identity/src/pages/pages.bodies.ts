import { asBoolean, IfGiven, IsInstant, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, IsUUID, Length, Matches, ValidateIf } from 'class-validator';
import { InsteadOf } from '../owners/instead-of';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

const IsSlug = () => Matches(SLUG, { message: 'slug must be 1 to 63 of a-z, 0-9 and hyphens between them' });
const IsHost = () =>
  Matches(HOST, { message: 'host must be a host name in lower case, such as acme.example.com' });

/** The address of a page: its slug, or its host name. */
export class PageAddressParam {
  /**
   * Slug or host name.
   * @example "acme"
   */
  @IsString()
  @Length(1, 253)
  readonly address: string;
}

export class EnterPageBody {
  /** @example "spring-2026" */
  @IsString()
  @Length(1, 128)
  readonly accessCode: string;
}

export class CreatePageBody {
  /**
   * The address under `/v1/pages/`, and of the storefront's own choice elsewhere.
   * @example "acme"
   */
  @IsSlug()
  readonly slug: string;

  /**
   * A host name at which the storefront shows the page.
   * @example "acme.example.com"
   */
  @IsOptional()
  @IsHost()
  readonly host?: string;

  /** The customer whose page it is; this or `groupId`. */
  @ValidateIf(({ groupId, customerId }: CreatePageBody) => groupId === undefined || customerId !== undefined)
  @IsUUID()
  readonly customerId?: string;

  /** The group whose page it is; this or `customerId`. */
  @IsOptional()
  @IsUUID()
  @InsteadOf('customerId')
  readonly groupId?: string;

  @IfGiven()
  @IsBoolean()
  readonly enabled: boolean = true;

  /** Only from then on. */
  @IsOptional()
  @IsInstant()
  readonly validFrom?: string;

  /** Only until then. */
  @IsOptional()
  @IsInstant()
  readonly validUntil?: string;

  /** Only for those who know it; kept as a hash. */
  @IsOptional()
  @IsString()
  @Length(6, 128)
  readonly accessCode?: string;
}

export class EditPageBody {
  @IfGiven()
  @IsSlug()
  readonly slug?: string;

  @IsOptional()
  @IsHost()
  readonly host?: string | null;

  /** @example false */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;

  @IsOptional()
  @IsInstant()
  readonly validFrom?: string | null;

  @IsOptional()
  @IsInstant()
  readonly validUntil?: string | null;

  /** Another code; null opens the page to everybody. */
  @IsOptional()
  @IsString()
  @Length(6, 128)
  readonly accessCode?: string | null;
}

export class ListPagesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  /** Beginning of the slug. */
  @IsOptional()
  @IsString()
  @Length(1, 63)
  readonly slug?: string;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly enabled?: boolean;
}
