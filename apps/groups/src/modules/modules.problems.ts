import { defineProblem } from '@clientele/contracts';

export class ModuleNotFound extends defineProblem(
  'not-found',
  'module-not-found',
  'There is no such module',
) {}

/** A module that the request names was not registered; `errors` point to it. */
export class ModuleUnknown extends defineProblem(
  'invalid',
  'module-unknown',
  'A module named here does not exist',
) {}
