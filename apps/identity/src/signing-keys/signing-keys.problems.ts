import { defineProblem } from '@clientele/contracts';

/** Verifiers have not had the time to learn the next key; `usableAt` says when they have. */
export class NextKeyTooYoung extends defineProblem(
  'conflict',
  'next-key-too-young',
  'The next key has not been published for long enough',
) {}
