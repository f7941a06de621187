import { defineProblem } from '@clientele/contracts';

/** There is none, or it is not the caller's. */
export class ThreadNotFound extends defineProblem(
  'not-found',
  'thread-not-found',
  'There is no such thread',
) {}
