/** What a look at a part of all customers gave: whole pages, each with so many customers, some of whom are meant. */
export interface Sampled {
  readonly pages: number;
  /** How many customers the part has. */
  readonly sampled: number;
  /** How many of them are meant. */
  readonly hits: number;
  /** Sums of products by page. */
  readonly hitsSquared: number;
  readonly hitsSampled: number;
  readonly sampledSquared: number;
  /** How many customers there are. */
  readonly total: number;
}

/** Of a normal distribution, 95 % lies within so many standard deviations. */
const CONFIDENCE = 1.96;

/** How many are meant of all, and how far off that is at most in 95 of 100 cases. */
export function estimateOf(part: Sampled): { readonly count: number; readonly margin: number } {
  const { pages, sampled, hits, total } = part;
  if (sampled === 0) return { count: 0, margin: total };
  const share = hits / sampled;
  // What pages have more or less than the share; at least as if each customer were chosen by chance.
  const spread = part.hitsSquared - 2 * share * part.hitsSampled + share * share * part.sampledSquared;
  const byPages = (spread * pages) / Math.max(1, pages - 1) / sampled ** 2;
  // Where none or all are meant, one could have been another way.
  const byChance = Math.max(share * (1 - share), 1 / sampled) / sampled;
  const rest = Math.max(0, 1 - sampled / total);
  return {
    count: Math.round(share * total),
    margin: Math.ceil(CONFIDENCE * Math.sqrt(Math.max(byPages, byChance) * rest) * total),
  };
}
