/** What a look at a part of all customers gave. */
export interface Sampled {
  /** How many of the part are meant. */
  readonly hits: number;
  /** How many customers the part has. */
  readonly sampled: number;
  /** How many there are. */
  readonly total: number;
}

/** Of a normal distribution, 95 % lies within so many standard deviations. */
const CONFIDENCE = 1.96;

/** How many are meant of all, and how far off that is at most in 95 of 100 cases. */
export function estimateOf({ hits, sampled, total }: Sampled): {
  readonly count: number;
  readonly margin: number;
} {
  if (sampled === 0) return { count: 0, margin: total };
  const share = hits / sampled;
  // Where none or all are meant, one could have been another way.
  const variance = Math.max(share * (1 - share), 1 / sampled);
  const rest = Math.max(0, 1 - sampled / total);
  return {
    count: Math.round(share * total),
    margin: Math.ceil(CONFIDENCE * Math.sqrt((variance / sampled) * rest) * total),
  };
}
