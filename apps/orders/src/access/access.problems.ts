import { defineProblem } from '@clientele/contracts';

/** The contact was switched off, or does not act for the customer any more, though its token still says so. */
export class AccessRevoked extends defineProblem(
  'forbidden',
  'access-revoked',
  'You cannot act for this customer any more',
) {}
