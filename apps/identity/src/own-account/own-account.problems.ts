import { defineProblem } from '@clientele/contracts';

/** The password so far is another one. */
export class OldPasswordNotRight extends defineProblem(
  'forbidden',
  'old-password-not-right',
  'The old password is not right',
) {}
