import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, StoredContent } from './file-store';
import { Measure } from './measure';

const CHUNK_BYTES = 64 * 1024;

/**
 * What lies on the disk while somebody works with it. It loses its name as soon as it is open, so that nothing is left of it
 * however the process ends.
 */
export class NamelessFile {
  private constructor(
    private readonly handle: FileHandle,
    readonly content: StoredContent,
  ) {}

  /** Beyond `maxBytes` it throws `FileTooLarge`. */
  static async of(content: Readable, maxBytes: number, folder = tmpdir()): Promise<NamelessFile> {
    const path = join(folder, `clientele-${randomUUID()}`);
    const handle = await open(path, 'wx+', 0o600);
    try {
      await rm(path);
      const measure = new Measure(maxBytes);
      await pipeline(content, measure, async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) await handle.writeFile(chunk);
      });
      return new NamelessFile(handle, measure.result());
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Opens it, or a part of it; any number may read at once. */
  open(range?: ByteRange): Promise<Readable> {
    return Promise.resolve(Readable.from(this.chunks(range), { objectMode: false }));
  }

  /** It is gone then. */
  close(): Promise<void> {
    return this.handle.close();
  }

  // A stream of the handle would close it when it is left before its end.
  private async *chunks({ start, end }: ByteRange = { start: 0 }): AsyncGenerator<Buffer> {
    const stop = Math.min(this.content.size, (end ?? Number.POSITIVE_INFINITY) + 1);
    for (let position = start; position < stop;) {
      const length = Math.min(CHUNK_BYTES, stop - position);
      const { bytesRead, buffer } = await this.handle.read(Buffer.allocUnsafe(length), 0, length, position);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      position += bytesRead;
    }
  }
}
