import {
  DatabaseBusy,
  DatabaseUnavailable,
  isConnectionLost,
  isRetryable,
  isWorthAnotherConnection,
  passingTrouble,
  violates,
} from './failures';

const failure = (message: string, code?: string): Error => Object.assign(new Error(message), { code });

describe('failures of the database', () => {
  it.each([
    ['deadlock', '40P01', true, DatabaseBusy],
    ['serialisation', '40001', true, DatabaseBusy],
    ['lock time-out', '55P03', false, DatabaseBusy],
    ['statement time-out', '57014', false, DatabaseBusy],
    ['disk full', '53100', false, DatabaseBusy],
    ['too many connections', '53300', false, DatabaseUnavailable],
    ['shut down', '57P01', false, DatabaseUnavailable],
    ['refused', 'ECONNREFUSED', false, DatabaseUnavailable],
    ['unique', '23505', false, undefined],
    ['syntax', '42601', false, undefined],
  ])('%s (%s): retryable %s, told as %p', (message, code, retryable, problem) => {
    const error = failure(message, code);

    expect(isRetryable(error)).toBe(retryable);
    expect(passingTrouble(error)?.constructor).toBe(problem);
  });

  it.each([
    ['Connection terminated unexpectedly', true],
    ['Client has encountered a connection error and is not queryable', true],
    ['cached plan must not change result type', true],
    ['Query read timeout', false],
    ['timeout exceeded when trying to connect', false],
    ['timeout expired', false],
    ['division by zero', false],
  ])('"%s" is worth another connection: %s', (message, worth) => {
    expect(isWorthAnotherConnection(failure(message))).toBe(worth);
  });

  it('looks into what TypeORM wraps', () => {
    const wrapped = Object.assign(new Error('QueryFailedError'), {
      driverError: Object.assign(failure('duplicate', '23505'), { constraint: 'groups_name_key' }),
    });

    expect(violates(wrapped, 'groups_name_key')).toBe(true);
    expect(violates(wrapped, 'another_key')).toBe(false);
  });

  it.each([undefined, null, 'Connection terminated', { message: 'Connection terminated' }])(
    'takes %p for no failure of the database',
    (value) => {
      expect(isConnectionLost(value)).toBe(false);
      expect(passingTrouble(value)).toBeUndefined();
    },
  );
});
