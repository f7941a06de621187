import { defineProblem } from '@clientele/contracts';

/** Neither the suite nor the shop has this function; `permission` names it. */
export class PermissionUnknown extends defineProblem(
  'invalid',
  'permission-unknown',
  'There is no such permission',
) {}

/** The function makes no difference between what a contact did itself and all of the customer; it has the scope `all`. */
export class ScopeNotSupported extends defineProblem(
  'invalid',
  'scope-not-supported',
  'The permission does not have this scope',
) {}

export class PermissionNotFound extends defineProblem(
  'not-found',
  'permission-not-found',
  'The shop has not defined such a permission',
) {}

export class PermissionCodeTaken extends defineProblem(
  'conflict',
  'permission-code-taken',
  'The shop has a permission with this code',
) {}

/** Profiles allow it; `profileIds` names them. Take it out of them first. */
export class PermissionInUse extends defineProblem(
  'conflict',
  'permission-in-use',
  'Profiles have this permission',
) {}
