import { hash } from 'node:crypto';

/** Numbers of an entry: two of a digest, and its row, which is 0 where there is none. */
const ENTRY = 3;
const FIRST_PLACES = 4_096;
/** Of so many places at most so many are taken, or keys would be looked for far from where they belong. */
const FULL = 0.75;

/**
 * What the rows of a file are about, each by a digest of 64 bits: twelve bytes for a key where the text would take a hundred. A file has
 * the same rows however often it is read, so none of this has to be kept.
 */
export class ClaimedKeys {
  /** So many are kept in 25 MB. Those of larger files are for somebody else to keep. */
  static most = 1_500_000;

  private entries = new Uint32Array(FIRST_PLACES * ENTRY);
  private count = 0;

  /** Takes note that a row has a key. Tells the first row that has it; nothing, if it was new and there was no room for it. */
  claim(key: string, row: number): number | undefined {
    const digest = hash('sha256', key, 'hex');
    const [first, second] = [
      Number.parseInt(digest.slice(0, 8), 16),
      Number.parseInt(digest.slice(8, 16), 16),
    ];
    const at = this.placeOf(first, second);
    const holder = this.entries[at + 2];
    if (holder) return holder;
    if (this.count >= ClaimedKeys.most) return undefined;
    this.entries.set([first, second, row], at);
    this.count++;
    if (this.count > this.places * FULL) this.grow();
    return row;
  }

  private get places(): number {
    return this.entries.length / ENTRY;
  }

  /** Where the entry is, or would be. */
  private placeOf(first: number, second: number): number {
    const { entries, places } = this;
    for (let place = first % places; ; place = (place + 1) % places) {
      const at = place * ENTRY;
      if (!entries[at + 2] || (entries[at] === first && entries[at + 1] === second)) return at;
    }
  }

  private grow(): void {
    const { entries } = this;
    this.entries = new Uint32Array(entries.length * 2);
    for (let at = 0; at < entries.length; at += ENTRY) {
      const [first = 0, second = 0, row = 0] = entries.subarray(at, at + ENTRY);
      if (row > 0) this.entries.set([first, second, row], this.placeOf(first, second));
    }
  }
}
