import { defineProblem } from '@clientele/contracts';

export class SalesTeamNotFound extends defineProblem(
  'not-found',
  'sales-team-not-found',
  'There is no such sales team',
) {}

export class SalesTeamNameTaken extends defineProblem(
  'conflict',
  'sales-team-name-taken',
  'Another sales team has this name',
) {}

/** Something that is named does not exist; `errors` tells which. */
export class SalesTeamPartUnknown extends defineProblem(
  'invalid',
  'sales-team-part-unknown',
  'There is no such employee, customer, group or shop',
) {}

/** Larger teams are responsible for groups. */
export class SalesTeamFull extends defineProblem(
  'conflict',
  'sales-team-full',
  'A sales team cannot have so many members or responsibilities',
) {}

export class SalesTeamPartNotFound extends defineProblem(
  'not-found',
  'sales-team-part-not-found',
  'The sales team has no such member or responsibility',
) {}
