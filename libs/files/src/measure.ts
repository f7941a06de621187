import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { StoredContent } from './file-store';
import { FileTooLarge } from './files.problems';

/** Passes bytes through, counts and hashes them, and fails beyond the limit. */
export class Measure extends Transform {
  private readonly hash = createHash('sha256');
  private size = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) return done(new FileTooLarge({ maxBytes: this.maxBytes }));
    this.hash.update(chunk);
    done(null, chunk);
  }

  /** What went through; to be asked once, at the end. */
  result(): StoredContent {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}
