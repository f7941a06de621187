import { defineProblem } from '@clientele/contracts';

export class GroupNotFound extends defineProblem('not-found', 'group-not-found', 'There is no such group') {}

/** Another group of the shop has this external reference. */
export class ExternalReferenceTaken extends defineProblem(
  'conflict',
  'external-reference-taken',
  'The external reference is in use',
) {}

/** A group that the request names does not exist; `errors` point to it. */
export class GroupUnknown extends defineProblem(
  'invalid',
  'group-unknown',
  'A group named here does not exist',
) {}

/** Visitor, Guest and Customer always exist. */
export class RoleGroupNeeded extends defineProblem(
  'conflict',
  'role-group-needed',
  'This group always exists and cannot be deleted',
) {}

/** Rules put customers into the group; `counts` says how much would be affected. */
export class GroupReferredTo extends defineProblem(
  'conflict',
  'group-referred-to',
  'Rules refer to the group',
) {}
