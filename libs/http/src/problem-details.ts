import { type FieldError, Problem, type ProblemKind } from '@clientele/contracts';
import { passingTrouble } from '@clientele/database';
import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import {
  BodyMalformed,
  BodyTooLarge,
  MediaTypeUnsupported,
  RouteNotFound,
  ValidationFailed,
} from './http.problems';

/** The one place where a kind of problem becomes a status. */
export const STATUS_OF: Readonly<Record<ProblemKind, number>> = {
  moved: 308,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  invalid: 422,
  'version-required': 428,
  'too-many': 429,
  unavailable: 503,
  'too-slow': 504,
};

/** RFC 9457 problem details. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly [member: string]: unknown;
}

/** What to tell of an error. Nothing is told of a bug but that it is one. */
export function detailsOf(error: unknown): ProblemDetails {
  const problem = problemOf(error);
  if (problem) {
    const { kind, code, title, members } = problem;
    return { type: `urn:problem:${code}`, title, status: STATUS_OF[kind], code, ...members };
  }
  const status = refusedWith(error) ?? 500;
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: status === 500 ? 'internal-error' : `http-${status}`,
  };
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (isDataException(error))
    return new ValidationFailed({ detail: 'A value is not of the type that is needed here.' });
  return passingTrouble(error) ?? problemOfHttp(error);
}

// What Fastify and Nest refuse by themselves, before a controller is reached.
function problemOfHttp(error: unknown): Problem | undefined {
  switch (statusOf(error)) {
    case 400:
      return new BodyMalformed({ detail: error instanceof Error ? error.message : undefined });
    case 404:
      return new RouteNotFound();
    case 413:
      return new BodyTooLarge();
    case 415:
      return new MediaTypeUnsupported();
    default:
      return undefined;
  }
}

/** A status of its own has only what Fastify and Nest refuse; whatever else fails is a bug of ours. */
function refusedWith(error: unknown): number | undefined {
  const status = statusOf(error);
  return status !== undefined && (error instanceof HttpException || status < 500) ? status : undefined;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
}

// What a caller's value can be wrong in, by SQLSTATE: text in a cursor that is no date, a number or an offset of
// time out of range, a NUL character, too long a text. The rest of class 22, such as a division by zero, is a mistake of ours.
const DATA_EXCEPTIONS = new Set(['22P02', '22007', '22008', '22009', '22003', '22021', '22P05', '22001']);

const isDataException = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  DATA_EXCEPTIONS.has(error.code);
