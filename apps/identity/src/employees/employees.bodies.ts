import { asBoolean, IfGiven, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsEmailAddress } from '../emails/is-email-address';
import { IsName } from '../names/is-name';
import { IsPassword } from '../passwords/is-password';

export class ListEmployeesQuery extends ListQuery {
  /** Beginning of the e-mail address. */
  @IsOptional()
  @IsString()
  @Length(1, 254)
  readonly email?: string;

  /** Beginning of the last name. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly lastName?: string;

  @IsOptional()
  @IsUUID()
  readonly roleId?: string;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly enabled?: boolean;
}

export class CreateEmployeeBody {
  /** @example "Ingrid" */
  @IsName()
  readonly firstName: string;

  /** @example "Sørensen" */
  @IsName()
  readonly lastName: string;

  /** @example "ingrid.sorensen@example.com" */
  @IsEmailAddress()
  readonly email: string;

  /**
   * What the employee may do: a role with no more permissions than the caller has.
   * @example "0198c0de-0000-7000-8000-000000003002"
   */
  @IsUUID()
  readonly roleId: string;

  /** Without one an invitation is mailed. */
  @IsOptional()
  @IsPassword()
  readonly password?: string;
}

export class EditEmployeeBody {
  @IfGiven()
  @IsName()
  readonly firstName?: string;

  @IfGiven()
  @IsName()
  readonly lastName?: string;

  @IfGiven()
  @IsEmailAddress()
  readonly email?: string;

  @IfGiven()
  @IsUUID()
  readonly roleId?: string;

  /** Whether the employee may log in; false ends all sessions. */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;
}

export class ChangeOwnPasswordBody {
  @IsString()
  @Length(1, 1_000)
  readonly currentPassword: string;

  /** @example "rather-long-and-hard-to-guess" */
  @IsPassword()
  readonly password: string;
}
