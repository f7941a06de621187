import { LRUCache } from 'lru-cache';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Spool } from './spool';
import { SpreadsheetNotReadable } from './spreadsheets.problems';

const BLOCK_CHARACTERS = 32 * 1024;
/** So many unpacked blocks are at hand; sheets refer to their texts mostly in the order of the texts. */
const BLOCKS_AT_HAND = 32;
const MOST_PACKED_BYTES = 64 * 1024 * 1024;

/** The texts of a workbook, which its cells refer to by number: packed and out of memory, as there may be more of them than that. */
export class SharedStrings {
  private readonly packed = new Spool();
  /** Number of the first text of each block. */
  private readonly firsts: number[] = [];
  private readonly atHand = new LRUCache<number, readonly string[]>({ max: BLOCKS_AT_HAND });
  private last: string[] = [];
  private lastCharacters = 0;
  private lastFirst = 0;

  add(text: string): void {
    this.last.push(text);
    // An empty one takes room as well.
    this.lastCharacters += text.length + 8;
    if (this.lastCharacters >= BLOCK_CHARACTERS) this.pack();
  }

  /** Undefined if there is none. */
  get(number: number): string | undefined {
    if (number >= this.lastFirst) return this.last[number - this.lastFirst];
    const block = this.blockOf(number);
    let texts = this.atHand.get(block);
    if (!texts) {
      texts = JSON.parse(inflateRawSync(this.packed.get(block)).toString()) as string[];
      this.atHand.set(block, texts);
    }
    return texts[number - (this.firsts[block] ?? 0)];
  }

  /** Lets go of the texts. */
  close(): void {
    this.packed.close();
  }

  private pack(): void {
    const block = deflateRawSync(JSON.stringify(this.last), { level: 1 });
    if (this.packed.size + block.length > MOST_PACKED_BYTES)
      throw new SpreadsheetNotReadable({ detail: 'There is more text in it than any table needs.' });
    this.packed.add(block);
    this.firsts.push(this.lastFirst);
    this.lastFirst += this.last.length;
    [this.last, this.lastCharacters] = [[], 0];
  }

  private blockOf(number: number): number {
    let [low, high] = [0, this.firsts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.firsts[middle] ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
