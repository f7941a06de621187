import { defineProblem } from '@clientele/contracts';

/** The link was used, is over, or was meant for something else: ask for a new one. */
export class LinkNotValid extends defineProblem(
  'invalid',
  'link-not-valid',
  'The link is not valid any more',
) {}
