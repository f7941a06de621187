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

/** Visitor, Guest and Customer are the groups of whoever is in no other. */
export class RoleGroupCountsEverywhere extends defineProblem(
  'conflict',
  'role-group-counts-everywhere',
  'This group counts in all shops',
) {}

/** Visitor, Guest and Customer always exist. */
export class RoleGroupNeeded extends defineProblem(
  'conflict',
  'role-group-needed',
  'This group always exists and cannot be deleted',
) {}

/** Something refers to the group; `counts` says how much of what. */
export class GroupReferredTo extends defineProblem(
  'conflict',
  'group-referred-to',
  'Something refers to the group',
) {}

/** Whether something refers to the group is not known: who would know did not answer in time. `unavailable` names the services. */
export class GroupReferencesUnknown extends defineProblem(
  'unavailable',
  'group-references-unknown',
  'What refers to the group is not known now',
) {}

/** The group is gone but for its members, who are being moved. */
export class GroupBeingDeleted extends defineProblem(
  'conflict',
  'group-being-deleted',
  'The group is being deleted',
) {}

/** What refers to the group can only be moved to a group that is named. */
export class ReplacementNeeded extends defineProblem(
  'invalid',
  'replacement-needed',
  'Moving what refers to a group needs a replacement',
) {}
