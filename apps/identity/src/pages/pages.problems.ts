import { defineProblem } from '@clientele/contracts';

/** There is no page at this address, or it cannot be entered now. */
export class PageNotFound extends defineProblem('not-found', 'page-not-found', 'There is no such page') {}

/** Another page has this slug or this host name. */
export class PageAddressTaken extends defineProblem(
  'conflict',
  'page-address-taken',
  'Another page has this address',
) {}

/** The page is protected: enter it with its code. */
export class PageCodeNeeded extends defineProblem(
  'forbidden',
  'page-code-needed',
  'This page needs an access code',
) {}

export class PageCodeWrong extends defineProblem(
  'forbidden',
  'page-code-wrong',
  'The access code is wrong',
) {}

/** Too many wrong codes were sent to this page; `Retry-After` says when the next one is looked at. */
export class PageCodesDelayed extends defineProblem(
  'too-many',
  'page-codes-delayed',
  'Too many wrong access codes',
) {}

/** The end of a page must be after its beginning. */
export class PageValidityWrong extends defineProblem(
  'invalid',
  'page-validity-wrong',
  'The page would end before it begins',
) {}
