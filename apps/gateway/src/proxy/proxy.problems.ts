import { defineProblem } from '@clientele/contracts';

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
