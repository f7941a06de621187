import { IfGiven, IsNames } from '@clientele/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Scope, SCOPES } from '../permissions/grant.domain';

/** A function that a profile allows, and how far. */
export class GrantBody {
  /**
   * One of those that `GET /v1/permissions` lists.
   * @example "orders:view"
   */
  @IsString()
  @Length(1, 64)
  readonly code: string;

  /** What a contact did itself, or all of the customer. */
  @IsIn(SCOPES)
  readonly scope: Scope = 'all';
}

export class CreateProfileBody {
  /**
   * Name per language (BCP 47).
   * @example { "en": "Assistant" }
   */
  @IsNames()
  readonly name: Record<string, string>;

  /** What it allows; without it, what the cloned profile does, or nothing. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique(({ code }: GrantBody) => code)
  @ValidateNested({ each: true })
  @Type(() => GrantBody)
  readonly permissions?: GrantBody[];

  /**
   * The profile to clone.
   * @example "0198c0de-0000-7000-8000-000000002003"
   */
  @IfGiven()
  @IsUUID()
  readonly cloneOf?: string;

  /** Place in the hierarchy, 0 for the top; the end without it. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000)
  readonly position?: number;
}

export class EditProfileBody {
  /** Name per language (BCP 47); replaces all names. */
  @IfGiven()
  @IsNames()
  readonly name?: Record<string, string>;

  /** Replaces all that it allows. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique(({ code }: GrantBody) => code)
  @ValidateNested({ each: true })
  @Type(() => GrantBody)
  readonly permissions?: GrantBody[];
}

export class OrderProfilesBody {
  /** Every profile of the shop, from the top of the hierarchy down. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly profileIds: string[];
}

export class DeleteProfileQuery {
  /** The profile that contacts get in its place. */
  @IsOptional()
  @IsUUID()
  readonly replacementProfileId?: string;
}
