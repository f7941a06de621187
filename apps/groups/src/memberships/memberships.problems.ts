import { defineProblem } from '@clientele/contracts';

/** The customer is not known here, or not yet: its registration arrives a moment after it happened. */
export class MembershipsNotFound extends defineProblem(
  'not-found',
  'memberships-not-found',
  'Nothing is known of the groups of such a customer',
) {}

/** The customer is not in this group. */
export class GroupNotJoined extends defineProblem(
  'not-found',
  'group-not-joined',
  'The customer is not in this group',
) {}

/** Every customer is in one group at least. */
export class LastMembership extends defineProblem(
  'conflict',
  'last-membership',
  'The customer is in no other group',
) {}

/** A membership that is over when it begins is none. */
export class EndNotInFuture extends defineProblem(
  'invalid',
  'end-not-in-future',
  'The end is not in the future',
) {}

/** Nobody comes into a group once the customer is closed, or is part of another one. */
export { CustomerClosed } from '@clientele/merging';
