import { EMPLOYEE_PERMISSIONS, type EmployeePermission } from '@clientele/contracts';
import { IfGiven, IsNames } from '@clientele/http';
import { ArrayUnique, IsArray, IsBoolean, IsIn } from 'class-validator';

export class CreateRoleBody {
  /** Name per language. */
  @IsNames()
  readonly name: Record<string, string>;

  /**
   * What those who have it may do: only what you may do yourself.
   * @example ["customers:read", "orders:read"]
   */
  @IsArray()
  @ArrayUnique()
  @IsIn(EMPLOYEE_PERMISSIONS, { each: true })
  readonly permissions: EmployeePermission[];

  /** Whether those who have it must log in with a second factor. */
  @IfGiven()
  @IsBoolean()
  readonly twoFactorRequired: boolean = false;
}

export class EditRoleBody {
  /** Name per language. */
  @IfGiven()
  @IsNames()
  readonly name?: Record<string, string>;

  /**
   * What those who have it may do, from their next refresh on.
   * @example ["customers:read", "orders:read"]
   */
  @IfGiven()
  @IsArray()
  @ArrayUnique()
  @IsIn(EMPLOYEE_PERMISSIONS, { each: true })
  readonly permissions?: EmployeePermission[];

  /** Whether those who have it must log in with a second factor. */
  @IfGiven()
  @IsBoolean()
  readonly twoFactorRequired?: boolean;
}
