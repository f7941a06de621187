import { defineProblem } from '@clientele/contracts';

export class ProfileNotFound extends defineProblem(
  'not-found',
  'profile-not-found',
  'There is no such profile',
) {}

/** Contacts have the profile: name another one that they get in its place. */
export class ProfileInUse extends defineProblem('conflict', 'profile-in-use', 'Contacts have this profile') {}

/** Customers need it for their first contact. */
export class ProfileNeeded extends defineProblem('conflict', 'profile-needed', 'This profile is needed') {}

/** A new order names every profile of the shop once; somebody may have added or deleted one. */
export class OrderNotComplete extends defineProblem(
  'conflict',
  'order-not-complete',
  'The order does not name all profiles',
) {}
