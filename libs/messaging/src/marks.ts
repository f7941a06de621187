/** So much later rows are marked at the latest. */
export const MARK_MS = 100;
/** They are left out of what is asked for, one by one. */
const MANY = 200;

/** Positions of the outbox that are published and not marked as such yet. */
export class Marks {
  private readonly positions = new Set<string>();
  private since = 0;

  get isEmpty(): boolean {
    return this.positions.size === 0;
  }

  get all(): ReadonlySet<string> {
    return this.positions;
  }

  add(positions: readonly string[], now = performance.now()): void {
    if (this.isEmpty) this.since = now;
    for (const position of positions) this.positions.add(position);
  }

  /** Whether it is time to write them down. */
  areDue(now = performance.now()): boolean {
    return this.positions.size >= MANY || (!this.isEmpty && now - this.since >= MARK_MS);
  }

  made(positions: readonly string[]): void {
    for (const position of positions) this.positions.delete(position);
  }
}
