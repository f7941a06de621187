import { ApiProperty } from '@nestjs/swagger';

export class EmployeeRoleView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
}

/** Somebody who works for the shop. */
export class EmployeeView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  role: EmployeeRoleView;
  /** Whether the employee may log in. */
  enabled: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** Whether there is a password, so that the employee can log in. */
  passwordSet: boolean;
  version: number;
}

export class EmployeesPageView {
  items: EmployeeView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
