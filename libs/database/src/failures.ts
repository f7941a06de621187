import { defineProblem } from '@clientele/contracts';
import { isNativeError } from 'node:util/types';

/** The database cannot be reached now; trying again helps. */
export class DatabaseUnavailable extends defineProblem(
  'unavailable',
  'database-unavailable',
  'The database cannot be reached',
) {
  constructor() {
    super({ detail: 'Please try again in a moment.' });
  }
}

/** The database is there but cannot do this now: others hold what it needs, it is too slow, or its disk is full. */
export class DatabaseBusy extends defineProblem('unavailable', 'database-busy', 'The database is busy') {
  constructor() {
    super({ detail: 'Please try again in a moment.' });
  }
}

interface PostgresFailure {
  readonly code?: string;
  readonly constraint?: string;
  readonly message: string;
}

// TypeORM wraps what `pg` throws; the properties of the original are copied, or found in `driverError`.
const failureOf = (error: unknown): PostgresFailure | undefined => {
  if (!isNativeError(error)) return undefined;
  return 'driverError' in error && isNativeError(error.driverError) ? error.driverError : error;
};

const RETRYABLE = /^(40001|40P01)$/;
/** Lock and statement time-outs, and what the server has no room for. */
const BUSY = /^(55P03|57014|53|40001|40P01)/;
const LOST = /^(08|57P0[1-3]|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;
const LOST_WITHOUT_CODE =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|not queryable|Client was closed|Cannot use a pool after|Driver not Connected|QueryRunner(Provider)?AlreadyReleased/i;
const TIMED_OUT = /timeout|ETIMEDOUT/i;
/** A prepared statement from before a migration that changed what it returns; a new connection knows no such. */
const STALE_PLAN = /cached plan must not change result type/;

/** A serialisation failure or deadlock: the whole transaction can be run again. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.test(failureOf(error)?.code ?? '');

/** The connection is gone or cannot be made. */
export function isConnectionLost(error: unknown): boolean {
  const failure = failureOf(error);
  if (!failure) return false;
  return (
    LOST.test(failure.code ?? '') || LOST_WITHOUT_CODE.test(`${failure.constructor.name} ${failure.message}`)
  );
}

/** Whether another connection may do better at once. After a time-out it would only wait as long again. */
export function isWorthAnotherConnection(error: unknown): boolean {
  const { code = '', message = '' } = failureOf(error) ?? {};
  return STALE_PLAN.test(message) || (isConnectionLost(error) && !TIMED_OUT.test(`${code} ${message}`));
}

/** Whether the connection is of no further use, even where it still stands. */
export const isConnectionSpent = (error: unknown): boolean =>
  isConnectionLost(error) || STALE_PLAN.test(failureOf(error)?.message ?? '');

/** The problem to answer with for what is not the fault of the request; undefined for all else. */
export function passingTrouble(error: unknown): DatabaseUnavailable | DatabaseBusy | undefined {
  if (isConnectionLost(error)) return new DatabaseUnavailable();
  return BUSY.test(failureOf(error)?.code ?? '') ? new DatabaseBusy() : undefined;
}

/** Tells whether `error` is the violation of the named constraint or unique index. */
export const violates = (error: unknown, constraint: string): boolean =>
  failureOf(error)?.constraint === constraint;

/** Tells whether the database refuses the data: a value that a type does not have, or what a constraint forbids. */
export const isDataRefused = (error: unknown): boolean => /^2[23]/.test(failureOf(error)?.code ?? '');
