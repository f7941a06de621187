import { mkdtempSync, openSync, closeSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Blocks of bytes in a temporary file. The file has no name any more from the moment it is open, so the system takes it back
 * however the process ends. It is read and written at once: a block is small, and in the system's memory mostly.
 */
export class Spool {
  private file: number | undefined;
  /** Where each block ends. */
  private readonly ends: number[] = [];

  constructor(private readonly folder = tmpdir()) {}

  /** How many bytes there are. */
  get size(): number {
    return this.ends.at(-1) ?? 0;
  }

  add(block: Buffer): void {
    this.file ??= openNameless(this.folder);
    for (let done = 0; done < block.length;)
      done += writeSync(this.file, block, done, block.length - done, this.size + done);
    this.ends.push(this.size + block.length);
  }

  /** A block by its place, counted from zero. */
  get(place: number): Buffer {
    const [start, end] = [place === 0 ? 0 : this.ends[place - 1], this.ends[place]];
    if (this.file === undefined || start === undefined || end === undefined)
      throw new RangeError(`There is no block ${place}.`);
    const block = Buffer.allocUnsafe(end - start);
    for (let done = 0; done < block.length;) {
      const read = readSync(this.file, block, done, block.length - done, start + done);
      if (read === 0) throw new RangeError(`Block ${place} is cut off.`);
      done += read;
    }
    return block;
  }

  /** Lets go of the file. Nothing can be read of it from then on. */
  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

function openNameless(within: string): number {
  const folder = mkdtempSync(join(within, 'clientele-spool-'));
  try {
    return openSync(join(folder, 'blocks'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
