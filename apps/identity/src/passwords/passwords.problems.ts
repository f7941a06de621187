import { defineProblem } from '@clientele/contracts';

/** The password is easy to guess, or is known from a breach. */
export class PasswordTooWeak extends defineProblem(
  'invalid',
  'password-too-weak',
  'The password is too easy to guess',
) {}
