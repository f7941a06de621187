import { estimateOf } from './estimate.domain';

describe('estimateOf', () => {
  it('reckons from a part to the whole, and says how far off that may be', () => {
    expect(estimateOf({ hits: 5_000, sampled: 20_000, total: 1_000_000 })).toEqual({
      count: 250_000,
      margin: 5_941,
    });
  });

  it('is exact where the part is the whole', () => {
    expect(estimateOf({ hits: 12, sampled: 300, total: 300 })).toEqual({ count: 12, margin: 0 });
  });

  it('does not take none in the part for none at all', () => {
    const { count, margin } = estimateOf({ hits: 0, sampled: 20_000, total: 1_000_000 });

    expect(count).toBe(0);
    expect(margin).toBeGreaterThan(90);
  });

  it('knows nothing without a part', () => {
    expect(estimateOf({ hits: 0, sampled: 0, total: 10 })).toEqual({ count: 0, margin: 10 });
  });
});
