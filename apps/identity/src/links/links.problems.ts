import { defineProblem } from '@clientele/contracts';

/** The contact does not act for this customer. */
export class LinkNotFound extends defineProblem(
  'not-found',
  'link-not-found',
  'The contact does not act for this customer',
) {}

/** A contact manages others at or below its own position in the hierarchy of profiles. */
export class AboveOwnPosition extends defineProblem(
  'forbidden',
  'above-own-position',
  'The profile is above your own',
) {}

/** A contact cannot change what it may buy itself. */
export class OwnLimit extends defineProblem(
  'forbidden',
  'own-limit',
  'You cannot change your own purchase limit',
) {}

/** Somebody has to be left who may do everything for the customer. */
export class LastAdministrator extends defineProblem(
  'conflict',
  'last-administrator',
  'This is the last Administrator of the customer',
) {}

export class ProfileUnknown extends defineProblem('invalid', 'profile-unknown', 'There is no such profile') {}
