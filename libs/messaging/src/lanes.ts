/**
 * Runs work in a few lanes: side by side for different keys, one after the other for the same key. That keeps
 * the events of an aggregate in their order without giving up concurrency.
 */
export class Lanes {
  private readonly tails: Promise<void>[];

  /** `failed` is told of work that rejects; what is behind it in the lane runs all the same. */
  constructor(
    count: number,
    private readonly failed: (error: unknown) => void,
  ) {
    this.tails = Array.from({ length: count }, () => Promise.resolve());
  }

  /** Queues `work` behind what has the same key. Resolves when it is over, well or not. */
  add(key: string, work: () => Promise<void>): Promise<void> {
    const lane = hash(key) % this.tails.length;
    const over = (this.tails[lane] ?? Promise.resolve()).then(work).catch(this.failed);
    this.tails[lane] = over;
    return over;
  }

  /** Resolves when all that was queued is done. */
  async idle(): Promise<void> {
    await Promise.all(this.tails);
  }
}

// FNV-1a; any spread will do.
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
