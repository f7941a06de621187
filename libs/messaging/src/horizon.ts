/**
 * Transactions that began before others may commit after them, so events turn up behind those already published: so far
 * back is looked each time.
 */
const LATECOMERS = 1_000n;

/**
 * From where on the outbox is searched for events that are not published. What is published leaves dead entries in the
 * index until it is vacuumed, and reading past all of them for every event would take longer the more there are; so
 * all of the outbox is searched once in a while, and else its end.
 */
export class Horizon {
  private highest = 0n;
  private lookedAtAll = Number.NEGATIVE_INFINITY;

  /** `everyMs`: how often all of the outbox is searched. */
  constructor(private readonly everyMs: number) {}

  /** The position after which to search now. */
  next(now = performance.now()): bigint {
    if (now - this.lookedAtAll < this.everyMs)
      return this.highest > LATECOMERS ? this.highest - LATECOMERS : 0n;
    this.lookedAtAll = now;
    return 0n;
  }

  /** Tells what was found. */
  passed(positions: readonly bigint[]): void {
    for (const position of positions) if (position > this.highest) this.highest = position;
  }
}
