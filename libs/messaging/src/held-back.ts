/** A row that was told in bulk. */
interface BulkRow {
  readonly position: string;
  /** Text with the ids of what it is about. */
  readonly about: string;
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/**
 * Rows of the outbox that wait because they were told in bulk, and what they are about. That may be some hundred thousand
 * customers, so of each id only four bytes are kept: where two ids are taken for the same, a row is told earlier than it has to be.
 */
export class HeldBack {
  private readonly rows = new Map<number, Int32Array>();
  /** How many rows are about the same. */
  private readonly counts = new Map<number, number>();

  get isEmpty(): boolean {
    return this.rows.size === 0;
  }

  add(rows: readonly BulkRow[]): void {
    for (const { position, about } of rows) {
      if (this.rows.has(Number(position))) continue;
      const keys = keysOf(about);
      this.rows.set(Number(position), keys);
      for (const key of keys) this.count(key, 1);
    }
  }

  forget(positions: readonly (string | number)[]): void {
    for (const position of positions.map(Number)) {
      for (const key of this.rows.get(position) ?? []) this.count(key, -1);
      this.rows.delete(position);
    }
  }

  /** The first positions: no more of them than it takes to be about so much. */
  first(about: number): readonly number[] {
    let before = 0;
    return this.inOrder().filter((position) => {
      const isAmongThem = before < about;
      before += this.rows.get(position)?.length ?? 0;
      return isAmongThem;
    });
  }

  /** The positions behind one. */
  behind(position: bigint): readonly number[] {
    return [...this.rows.keys()].filter((one) => one > position);
  }

  /**
   * The positions of what has to be told before an event: of rows before it about something that it mentions, of those before
   * these about the same as they, and so on.
   */
  neededBy({ position, event }: { readonly position: string; readonly event: string }): readonly number[] {
    if (this.isEmpty) return [];
    const keys = new Set([...keysOf(event)].filter((key) => this.counts.has(key)));
    if (keys.size === 0) return [];
    return this.inOrder()
      .filter((one) => one < Number(position))
      .toReversed()
      .filter((one) => {
        const about = this.rows.get(one) ?? new Int32Array();
        const isNeeded = about.some((key) => keys.has(key));
        if (isNeeded) for (const key of about) keys.add(key);
        return isNeeded;
      });
  }

  // Transactions that began before others may commit after them.
  private inOrder(): number[] {
    return [...this.rows.keys()].sort((a, b) => a - b);
  }

  private count(key: number, change: 1 | -1): void {
    const count = (this.counts.get(key) ?? 0) + change;
    if (count > 0) this.counts.set(key, count);
    else this.counts.delete(key);
  }
}

// The end of an id is random, whichever version it has.
const keysOf = (text: string): Int32Array =>
  Int32Array.from(text.match(UUID) ?? [], (id) => Number.parseInt(id.slice(-8), 16));
