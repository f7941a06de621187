import { defineProblem } from '@clientele/contracts';

export class ContactNotFound extends defineProblem(
  'not-found',
  'contact-not-found',
  'There is no such contact',
) {}

/** The contact has a password, and so needs no invitation. */
export class ContactHasPassword extends defineProblem(
  'conflict',
  'contact-has-password',
  'The contact can log in already',
) {}

/** The contact acts for others as well: only it and the shop change its personal data. */
export class ContactShared extends defineProblem(
  'conflict',
  'contact-shared',
  'The contact acts for other customers too',
) {}
