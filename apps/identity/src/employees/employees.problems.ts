import { defineProblem } from '@clientele/contracts';

export class EmployeeNotFound extends defineProblem(
  'not-found',
  'employee-not-found',
  'There is no such employee',
) {}

/** There must be one who can do everything. */
export class LastOwner extends defineProblem(
  'conflict',
  'last-owner',
  'The last Owner cannot be disabled or given another role',
) {}

export class RoleUnknown extends defineProblem('invalid', 'role-unknown', 'There is no such role') {}

export class PasswordNotRight extends defineProblem(
  'forbidden',
  'password-not-right',
  'The current password is not right',
) {}
