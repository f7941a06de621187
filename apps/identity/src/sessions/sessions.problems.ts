import { defineProblem } from '@clientele/contracts';

/** One answer for an unknown address, a wrong password and an account that is switched off. */
export class CredentialsNotValid extends defineProblem(
  'unauthenticated',
  'credentials-not-valid',
  'The e-mail address or the password is not right',
) {}

/** The session is over, or the token was used before: log in again. */
export class RefreshTokenNotValid extends defineProblem(
  'unauthenticated',
  'refresh-token-not-valid',
  'The refresh token is not valid',
) {}

/** The contact does not act for this customer. */
export class CustomerNotAvailable extends defineProblem(
  'not-found',
  'customer-not-available',
  'There is no such customer to act for',
) {}

/** The session was ended meanwhile: log in again. */
export class SessionOver extends defineProblem('unauthenticated', 'session-over', 'The session is over') {}
