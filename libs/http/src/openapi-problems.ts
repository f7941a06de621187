import { definedProblems } from '@clientele/contracts';
import { STATUS_CODES } from 'node:http';
import { problemSchema } from './problem.schema';

/** References to the parameters that several operations take. */
export const PARAMETERS = {
  key: { $ref: '#/components/parameters/IdempotencyKey' },
  keyRequired: { $ref: '#/components/parameters/IdempotencyKeyRequired' },
  ifMatch: { $ref: '#/components/parameters/IfMatch' },
  shopId: { $ref: '#/components/parameters/ShopId' },
} as const;

/** Problems that most operations answer alike, by the name under which they are shared. */
const SHARED: Readonly<Record<string, readonly [status: number, ...codes: string[]]>> = {
  Unauthenticated: [401, 'token-missing', 'token-not-valid', 'token-expired'],
  TokenRefused: [401, 'token-not-valid', 'token-expired'],
  Forbidden: [403, 'permission-missing'],
  ForbiddenWithoutCustomer: [403, 'permission-missing', 'customer-not-chosen'],
  BodyMalformed: [400, 'body-malformed'],
  BodyTooLarge: [413, 'body-too-large'],
  MediaTypeUnsupported: [415, 'media-type-unsupported'],
  ValidationFailed: [422, 'validation-failed'],
  VersionStale: [412, 'version-stale'],
  VersionRequired: [428, 'version-required'],
  TooManyRequests: [429, 'too-many-requests'],
  InternalError: [500, 'internal-error'],
  Unavailable: [503, 'service-unavailable', 'database-unavailable', 'database-busy', 'keys-unavailable'],
  TooSlow: [504, 'service-too-slow'],
};

const nameOf = new Map(Object.entries(SHARED).map(([name, answer]) => [answer.join(' '), name]));

/** What an operation says of the problems with a status: a shared answer, or one of its own. */
export function responseOf(status: number, codes: readonly string[]) {
  const name = nameOf.get([status, ...codes].join(' '));
  return name ? { $ref: `#/components/responses/${name}` } : problemResponse(status, codes);
}

/** What the operations refer to. */
export function sharedComponents() {
  const key = {
    name: 'Idempotency-Key',
    in: 'header' as const,
    description:
      'The same key with the same body gets the first answer again for 24 hours, and nothing happens twice.',
    schema: { type: 'string' as const, minLength: 1, maxLength: 255, pattern: String.raw`^[\x21-\x7e]+$` },
  };
  return {
    schemas: { Problem: problemSchema },
    responses: Object.fromEntries(
      Object.entries(SHARED).map(([name, [status, ...codes]]) => [name, problemResponse(status, codes)]),
    ),
    parameters: {
      IdempotencyKey: { ...key, required: false },
      IdempotencyKeyRequired: { ...key, required: true },
      IfMatch: {
        name: 'If-Match',
        in: 'header' as const,
        required: true,
        description: 'ETag of the version that the change is based on.',
        schema: { type: 'string' as const, examples: ['"1"'] },
      },
      ShopId: {
        name: 'Shop-Id',
        in: 'header' as const,
        required: false,
        description:
          'Which shop a call without a token is for; without it, the one that every installation has. A token says it by itself.',
        schema: {
          type: 'string' as const,
          format: 'uuid',
          examples: ['0198c0de-0000-7000-8000-000000000000'],
        },
      },
    },
    headers: {
      ETag: {
        description: 'Version of the resource, to be sent as `If-Match` with a change.',
        schema: { type: 'string' as const, examples: ['"1"'] },
      },
      IdempotencyReplayed: {
        description: '`true` when this is the first answer to the Idempotency-Key, told again.',
        schema: { type: 'string' as const, enum: ['true'] },
      },
      RetryAfter: {
        description: 'Seconds to wait before another try.',
        schema: { type: 'integer' as const, minimum: 1 },
      },
    },
  };
}

const problemResponse = (status: number, codes: readonly string[]) => ({
  description: [STATUS_CODES[status], ...codes.map((code) => `- \`${code}\`: ${titleOf(code)}`)].join('\n'),
  ...((status === 429 || status === 503) && {
    headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  }),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          {
            type: 'object' as const,
            properties: {
              status: { type: 'integer' as const, enum: [status] },
              code: { type: 'string' as const, enum: [...codes] },
            },
          },
        ],
      },
    },
  },
});

const titleOf = (code: string): string =>
  definedProblems().find((problem) => problem.code === code)?.title ?? 'Something went wrong here';
