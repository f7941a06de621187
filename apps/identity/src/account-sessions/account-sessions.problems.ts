import { defineProblem } from '@clientele/contracts';

/** The account has no such session, or it is over. */
export class SessionNotFound extends defineProblem(
  'not-found',
  'session-not-found',
  'There is no such session',
) {}
