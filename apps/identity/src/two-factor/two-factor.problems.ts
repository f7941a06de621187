import { defineProblem } from '@clientele/contracts';

/**
 * The password is right, and a code is needed: send it with `challenge` within `expiresIn` seconds. Where `enrolled` is false the
 * account must set up codes first: `POST /v1/auth/two-factor/enrolments`.
 */
export class TwoFactorNeeded extends defineProblem(
  'unauthenticated',
  'two-factor-needed',
  'A code is needed',
) {}

/** The code is wrong, too old or was used. */
export class CodeNotValid extends defineProblem(
  'unauthenticated',
  'code-not-valid',
  'The code is not right',
) {}

/** The log-in took too long or had five wrong codes: begin again with the password. */
export class ChallengeNotValid extends defineProblem(
  'unauthenticated',
  'challenge-not-valid',
  'The log-in has to begin again',
) {}

/** Codes are asked for already: switch that off first. */
export class TwoFactorOn extends defineProblem('conflict', 'two-factor-on', 'Codes are asked for already') {}

/** The account is asked for no codes, or has not begun to set them up. */
export class TwoFactorOff extends defineProblem('conflict', 'two-factor-off', 'Codes are not asked for') {}

/** The shop, the customer or the role asks for codes: they cannot be switched off. */
export class TwoFactorRequired extends defineProblem(
  'conflict',
  'two-factor-required',
  'Codes are required',
) {}

/** Of oneself codes are switched off with the password and a code: `POST /v1/me/two-factor/removals`. */
export class OwnTwoFactorKept extends defineProblem(
  'forbidden',
  'own-two-factor',
  'You cannot reset your own codes',
) {}
