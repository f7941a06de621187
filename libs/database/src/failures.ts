import { defineProblem } from '@clientele/contracts';

/** The database cannot be reached now; trying again helps. */
export class DatabaseUnavailable extends defineProblem(
  'unavailable',
  'database-unavailable',
  'The database cannot be reached',
) {}

interface PostgresFailure {
  readonly code?: string;
  readonly constraint?: string;
  readonly message: string;
}

// TypeORM wraps what `pg` throws; the properties of the original are copied, or found in `driverError`.
const failureOf = (error: unknown): PostgresFailure | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('driverError' in error && error.driverError instanceof Error) return error.driverError;
  return error;
};

const RETRYABLE = new Set(['40001', '40P01', '55P03']);
const LOST = /^(08|57P0[1-3]|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;
const LOST_WITHOUT_CODE =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client was closed|Cannot use a pool after|Driver not Connected|QueryRunnerAlreadyReleased/i;

/** A serialisation failure, deadlock or lock time-out: the whole transaction can be run again. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has(failureOf(error)?.code ?? '');

/** The connection is gone or cannot be made. */
export function isConnectionLost(error: unknown): boolean {
  const failure = failureOf(error);
  if (!failure) return false;
  return (
    LOST.test(failure.code ?? '') || LOST_WITHOUT_CODE.test(`${failure.constructor.name} ${failure.message}`)
  );
}

/** Tells whether `error` is the violation of the named constraint or unique index. */
export const violates = (error: unknown, constraint: string): boolean =>
  failureOf(error)?.constraint === constraint;
