import { defineProblem } from '@clientele/contracts';

export class ContactNotFound extends defineProblem(
  'not-found',
  'contact-not-found',
  'There is no such contact',
) {}
