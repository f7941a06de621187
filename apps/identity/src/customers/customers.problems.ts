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
  'The external reference is in use',
) {}

export class TitleUnknown extends defineProblem('invalid', 'title-unknown', 'There is no such title') {}

/** Only the main shop and those that share its customers have registered them. */
export class RegisteredShopUnknown extends defineProblem(
  'invalid',
  'registered-shop-unknown',
  'No such shop shares these customers',
) {}

/** The shop does not sell to companies, so it keeps nothing of them. */
export class B2bModeOff extends defineProblem(
  'invalid',
  'b2b-mode-off',
  'The shop does not sell to companies',
) {}

/** The customer is part of another by now, whose address is in `location`. */
export class CustomerMoved extends defineProblem(
  'moved',
  'customer-moved',
  'The customer is part of another one',
) {}

/** Only open customers are changed; restore it first. */
export { CustomerClosed } from '@clientele/merging';
