import { defineProblem } from '@clientele/contracts';

/** The call needs an access token. */
export class TokenMissing extends defineProblem(
  'unauthenticated',
  'token-missing',
  'An access token is needed',
) {}

/** The token is not one of ours: altered, of another kind, or signed with another key. */
export class TokenNotValid extends defineProblem(
  'unauthenticated',
  'token-not-valid',
  'The access token is not valid',
) {}

/** The token was good until a moment ago; a refresh gives a new one. */
export class TokenExpired extends defineProblem(
  'unauthenticated',
  'token-expired',
  'The access token has expired',
) {}

/** The caller is known and may not do this. */
export class PermissionMissing extends defineProblem(
  'forbidden',
  'permission-missing',
  'You are not allowed to do this',
) {}

/** The contact has not said for which customer it acts. */
export class CustomerNotChosen extends defineProblem(
  'forbidden',
  'customer-not-chosen',
  'Choose a customer to act for first',
) {}

/** The keys that verify tokens cannot be had; nobody can be let in meanwhile. */
export class KeysUnavailable extends defineProblem(
  'unavailable',
  'keys-unavailable',
  'Access tokens cannot be verified now',
) {}

/** `Shop-Id` is no id. */
export class ShopIdNotValid extends defineProblem(
  'malformed',
  'shop-id-not-valid',
  'The Shop-Id is not valid',
) {}

/** `Shop-Id` names no shop. */
export class ShopUnknown extends defineProblem('invalid', 'shop-unknown', 'There is no such shop') {}
