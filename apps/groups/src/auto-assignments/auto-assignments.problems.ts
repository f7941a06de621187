import { defineProblem } from '@clientele/contracts';

export class AutoAssignmentNotFound extends defineProblem(
  'not-found',
  'auto-assignment-not-found',
  'There is no such rule',
) {}

/** Only a group that the rule gives can become the default by it. */
export class DefaultGroupNotGiven extends defineProblem(
  'invalid',
  'default-group-not-given',
  'The default group is not one of the groups of the rule',
) {}
