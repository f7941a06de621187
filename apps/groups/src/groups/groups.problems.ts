import { defineProblem } from '@clientele/contracts';

export class GroupNotFound extends defineProblem('not-found', 'group-not-found', 'There is no such group') {}

/** Another group of the shop has this external reference. */
export class ExternalReferenceTaken extends defineProblem(
  'conflict',
  'external-reference-taken',
  'The external reference is used by another group',
) {}
