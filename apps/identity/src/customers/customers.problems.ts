import { defineProblem } from '@clientele/contracts';

export class CustomerNotFound extends defineProblem(
  'not-found',
  'customer-not-found',
  'There is no such customer',
) {}

/** Another customer or contact of the shop has this e-mail address. */
export class EmailTaken extends defineProblem('conflict', 'email-taken', 'The e-mail address is in use') {}

/** Another customer of the shop has this external reference. */
export class ExternalReferenceTaken extends defineProblem(
  'conflict',
  'external-reference-taken',
  'The external reference is used by another customer',
) {}

export class TitleUnknown extends defineProblem('invalid', 'title-unknown', 'There is no such title') {}
