import type { ProblemDetails } from './problem-details';

/** The problem that was the first answer to an idempotency key, to be told again as it was. */
export class ReplayedProblem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.title);
  }
}
