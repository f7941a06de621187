import { afterFailure } from './retry.domain';

describe('afterFailure', () => {
  it('waits longer each time', () => {
    expect([1, 2, 3].map((failures) => afterFailure(failures, false))).toEqual([
      { retryInMs: 250 },
      { retryInMs: 1_000 },
      { retryInMs: 5_000 },
    ]);
  });

  it('gives up after the seventh failure', () => {
    expect(afterFailure(6, false)).toEqual({ retryInMs: 600_000 });
    expect(afterFailure(7, false)).toEqual({ bury: true });
  });

  it('never gives up for want of a database', () => {
    expect(afterFailure(1_000, true)).toEqual({ retryInMs: 2_000 });
  });
});
