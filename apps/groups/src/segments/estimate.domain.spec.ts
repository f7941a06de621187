import { estimateOf } from './estimate.domain';

/** Pages with so many customers and so many of them meant. */
const sampledFrom = (pages: readonly (readonly [sampled: number, hits: number])[]) => {
  const sum = (of: (sampled: number, hits: number) => number): number =>
    pages.reduce((all, [sampled, hits]) => all + of(sampled, hits), 0);
  return {
    pages: pages.length,
    sampled: sum((sampled) => sampled),
    hits: sum((_, hits) => hits),
    hitsSquared: sum((_, hits) => hits * hits),
    hitsSampled: sum((sampled, hits) => sampled * hits),
    sampledSquared: sum((sampled) => sampled * sampled),
  };
};
const alike = (count: number, sampled: number, hits: number) =>
  sampledFrom(Array.from({ length: count }, () => [sampled, hits] as const));

describe('estimateOf', () => {
  it('reckons from a part to the whole, and says how far off that may be', () => {
    expect(estimateOf({ ...alike(500, 40, 10), total: 1_000_000 })).toEqual({
      count: 250_000,
      margin: 5_941,
    });
  });

  it('may be further off where those who are meant lie beside each other', () => {
    const pages = Array.from({ length: 500 }, (_, i) => [40, i < 125 ? 40 : 0] as const);

    const { count, margin } = estimateOf({ ...sampledFrom(pages), total: 1_000_000 });

    expect(count).toBe(250_000);
    expect(margin).toBeGreaterThan(6 * 5_941);
  });

  it('is exact where the part is the whole', () => {
    expect(estimateOf({ ...alike(3, 100, 4), total: 300 })).toEqual({ count: 12, margin: 0 });
  });

  it('does not take none in the part for none at all', () => {
    const { count, margin } = estimateOf({ ...alike(500, 40, 0), total: 1_000_000 });

    expect(count).toBe(0);
    expect(margin).toBeGreaterThan(90);
  });

  it('knows nothing without a part', () => {
    expect(estimateOf({ ...alike(0, 0, 0), total: 10 })).toEqual({ count: 0, margin: 10 });
  });
});
