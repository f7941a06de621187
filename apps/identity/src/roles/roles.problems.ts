import { defineProblem } from '@clientele/contracts';

export class RoleNotFound extends defineProblem('not-found', 'role-not-found', 'There is no such role') {}

/** The delivered roles stay; the Owner's stays as it is. */
export class RoleIsDelivered extends defineProblem(
  'conflict',
  'role-is-delivered',
  'A delivered role cannot be deleted, and the Owner not be changed',
) {}

/** Employees have it: give them another first. */
export class RoleInUse extends defineProblem('conflict', 'role-in-use', 'Employees have this role') {}
