import { Horizon } from './horizon';

describe('Horizon', () => {
  it('searches all at first, then the end and what may be late, and all again after a while', () => {
    const horizon = new Horizon(1_000);

    expect(horizon.next(0)).toBe(0n);
    horizon.passed([4_999n, 5_000n, 3n]);
    expect(horizon.next(999)).toBe(4_000n);
    expect(horizon.next(1_000)).toBe(0n);
    expect(horizon.next(1_001)).toBe(4_000n);
  });

  it('searches all of an outbox that is still short', () => {
    const horizon = new Horizon(1_000);
    horizon.next(0);
    horizon.passed([10n]);

    expect(horizon.next(1)).toBe(0n);
  });
});
