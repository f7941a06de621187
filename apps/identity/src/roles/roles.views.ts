import { EMPLOYEE_PERMISSIONS, type EmployeePermission } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** What an employee may do. */
export class RoleView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Set on the delivered roles. */
  code: string | null;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** Place in lists, ascending. */
  position: number;
  @ApiProperty({ enum: EMPLOYEE_PERMISSIONS, isArray: true })
  permissions: EmployeePermission[];
  /** Whether those who have it must log in with a second factor. */
  twoFactorRequired: boolean;
  version: number;
}

export class RolesPageView {
  items: RoleView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
