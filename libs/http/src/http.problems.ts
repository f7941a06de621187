import { defineProblem } from '@clientele/contracts';

/** A field or parameter is wrong, missing or unknown; `errors` names each. */
export class ValidationFailed extends defineProblem(
  'invalid',
  'validation-failed',
  'The request is not valid',
) {}

/** The body is not JSON, or not readable at all. */
export class BodyMalformed extends defineProblem('malformed', 'body-malformed', 'The body cannot be read') {}

export class BodyTooLarge extends defineProblem('too-large', 'body-too-large', 'The body is too large') {}

export class MediaTypeUnsupported extends defineProblem(
  'unsupported',
  'media-type-unsupported',
  'The body has a media type that is not accepted here',
) {}

/** No operation answers at this method and path. */
export class RouteNotFound extends defineProblem(
  'not-found',
  'route-not-found',
  'There is nothing at this address',
) {}

/** The resource was changed since the caller read it; its current version is in `version`. */
export class VersionStale extends defineProblem(
  'stale',
  'version-stale',
  'The resource has changed meanwhile',
) {}

/** Several people edit this resource: say which version the change is based on. */
export class VersionRequired extends defineProblem(
  'version-required',
  'version-required',
  'Send If-Match with the ETag of the resource',
) {}

/** This operation moves money or mail: without a key a repetition could not be told from a second wish. */
export class IdempotencyKeyMissing extends defineProblem(
  'malformed',
  'idempotency-key-missing',
  'An Idempotency-Key is needed',
) {}

export class IdempotencyKeyNotValid extends defineProblem(
  'malformed',
  'idempotency-key-not-valid',
  'The Idempotency-Key is not valid',
) {}

/** The first request with this key has not been answered yet. */
export class IdempotencyInProgress extends defineProblem(
  'conflict',
  'idempotency-in-progress',
  'A request with this Idempotency-Key is in progress',
) {}

/** The key belongs to a request with another body. */
export class IdempotencyKeyReused extends defineProblem(
  'invalid',
  'idempotency-key-reused',
  'This Idempotency-Key was used for another request',
) {}

/** Too many requests; `Retry-After` says when to come back. */
export class TooManyRequests extends defineProblem('too-many', 'too-many-requests', 'Too many requests') {}

/** The process is not ready. */
export class NotReady extends defineProblem('unavailable', 'not-ready', 'The service is not ready') {}

/** The service that owns this path does not answer; nothing is known of what it did with the request. */
export class ServiceUnavailable extends defineProblem(
  'unavailable',
  'service-unavailable',
  'This part of the shop is not available now',
) {}

/** The service that owns this path took too long; it may still do what it was asked to. */
export class ServiceTooSlow extends defineProblem(
  'too-slow',
  'service-too-slow',
  'This part of the shop did not answer in time',
) {}
