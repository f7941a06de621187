import { defineProblem } from '@clientele/contracts';

export class MergeNotFound extends defineProblem('not-found', 'merge-not-found', 'There is no such merge') {}

/** A customer cannot become part of itself. */
export class MergeWithItself extends defineProblem(
  'invalid',
  'merge-with-itself',
  'These are not two customers',
) {}

/** A registered customer would become a guest: merge the guest into it. */
export class SurvivorIsGuest extends defineProblem(
  'conflict',
  'survivor-is-guest',
  'A guest cannot be the survivor',
) {}

/** The merge was undone before. */
export class MergeUndone extends defineProblem('conflict', 'merge-undone', 'The merge was undone already') {}

/** Merges can be undone for 30 days. */
export class MergeTooOld extends defineProblem('conflict', 'merge-too-old', 'The merge is too long ago') {}

/** One of both was erased since: what is gone does not come back. */
export class MergeErased extends defineProblem(
  'conflict',
  'merge-erased',
  'A customer of the merge was erased',
) {}

/** The survivor became part of another customer since: undo that first. */
export class MergeGoesOn extends defineProblem(
  'conflict',
  'merge-goes-on',
  'The survivor was merged, too, since then',
) {}
