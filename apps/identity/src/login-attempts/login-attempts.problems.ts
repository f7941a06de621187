import { defineProblem } from '@clientele/contracts';

/** Too many tries failed, for this account or from this address; `retryAfter` tells in how many seconds the next may be made. */
export class TooManyLogins extends defineProblem(
  'too-many',
  'too-many-logins',
  'There were too many tries to log in',
) {}
