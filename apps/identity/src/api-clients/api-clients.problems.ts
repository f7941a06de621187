import { defineProblem } from '@clientele/contracts';

export class ApiClientNotFound extends defineProblem(
  'not-found',
  'api-client-not-found',
  'There is no such API client',
) {}

/** One answer for an unknown client, a wrong secret and a client that is switched off. */
export class ClientCredentialsNotValid extends defineProblem(
  'unauthenticated',
  'client-credentials-not-valid',
  'The client id or the secret is not right',
) {}

/** The client asks for a scope that it was not given. */
export class ScopeNotGranted extends defineProblem(
  'malformed',
  'scope-not-granted',
  'The client does not have this scope',
) {}
