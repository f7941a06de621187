/** What went wrong in words of the domain; `libs/http` alone turns a kind into a status. */
export type ProblemKind =
  | 'moved'
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'unsupported'
  | 'invalid'
  | 'version-required'
  | 'too-many'
  | 'unavailable'
  | 'too-slow';

/** One wrong value in a request. */
export interface FieldError {
  /** RFC 6901 pointer into the body, or the name of the query parameter. */
  readonly pointer: string;
  /** Stable, kebab-case. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
}

/** Extra members of the problem details (RFC 9457, 3.2). */
export interface ProblemMembers {
  /** What happened this time, in one sentence. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly [member: string]: unknown;
}

/** An expected failure: part of the API's contract, not a bug. */
export class Problem extends Error {
  declare readonly kind: ProblemKind;
  declare readonly code: string;
  /** Fixed per code, so that clients may show it and translators may translate it. */
  declare readonly title: string;

  constructor(readonly members: ProblemMembers = {}) {
    super(members.detail);
  }
}

/** What is known of a problem without one happening: for the OpenAPI document and the page of codes. */
export interface ProblemDefinition {
  new (members?: ProblemMembers): Problem;
  readonly kind: ProblemKind;
  readonly code: string;
  readonly title: string;
}

const definitions = new Map<string, ProblemDefinition>();

/** The base of a named problem: `class CartIsEmpty extends defineProblem('conflict', 'cart-is-empty', 'The cart is empty') {}`. */
export function defineProblem(kind: ProblemKind, code: string, title: string): ProblemDefinition {
  if (definitions.has(code)) throw new Error(`Two problems have the code ${code}.`);

  class Defined extends Problem {
    static readonly kind = kind;
    static readonly code = code;
    static readonly title = title;
    override readonly kind = kind;
    override readonly code = code;
    override readonly title = title;
  }
  definitions.set(code, Defined);
  return Defined;
}

/** Every problem of the modules loaded so far, by code. */
export const definedProblems = (): readonly ProblemDefinition[] =>
  [...definitions.values()].toSorted((a, b) => a.code.localeCompare(b.code));

/** A thing the caller names does not exist, or is not the caller's to see. */
export class NotFound extends defineProblem('not-found', 'not-found', 'There is no such resource') {}
