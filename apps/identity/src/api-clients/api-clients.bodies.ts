import { CLIENT_SCOPES, type ClientScope } from '@clientele/contracts';
import { IfGiven } from '@clientele/http';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';

export class CreateApiClientBody {
  /** @example "Storefront" */
  @IsString()
  @Length(1, 100)
  readonly name: string;

  /**
   * What it may do: only what you may do yourself.
   * @example ["catalogue:read", "catalogue:write"]
   */
  @IsArray()
  @ArrayUnique()
  @IsIn(CLIENT_SCOPES, { each: true })
  readonly scopes: ClientScope[];
}

export class EditApiClientBody {
  @IfGiven()
  @IsString()
  @Length(1, 100)
  readonly name?: string;

  /**
   * What it may do, from its next token on.
   * @example ["catalogue:read"]
   */
  @IfGiven()
  @IsArray()
  @ArrayUnique()
  @IsIn(CLIENT_SCOPES, { each: true })
  readonly scopes?: ClientScope[];

  /** Whether it gets tokens; one that it has is good for five minutes at most. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;
}

export class RotateSecretBody {
  /** How many hours the secret before stays good, 0 to 168. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(168)
  readonly overlapHours: number = 24;
}

/** As RFC 6749 names and writes it; also as a form. */
export class TokenBody {
  /** @example "client_credentials" */
  @IsIn(['client_credentials'])
  readonly grant_type: 'client_credentials';

  /** Unless sent by HTTP Basic. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly client_id?: string;

  /** Unless sent by HTTP Basic. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly client_secret?: string;

  /** Scopes, separated by spaces: all of the client's if left out. */
  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  readonly scope?: string;
}
