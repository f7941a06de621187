import { createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import { type ByteRange, FileMissing, FileStore, type StoredContent } from './file-store';
import { Measure } from './measure';

/** Keeps files in a folder, spread over 256 of them. */
export class LocalFileStore extends FileStore {
  constructor(private readonly root: string) {
    super();
  }

  async put(id: string, content: Readable, maxBytes: number): Promise<StoredContent> {
    const { folder, file, partial } = this.placesOf(id);
    await mkdir(folder, { recursive: true });
    const measure = new Measure(maxBytes);
    try {
      // Written through to the disk before it gets its name, and the name as well.
      await pipeline(content, measure, createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }));
      await rename(partial, file);
      await flushFolder(folder);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return measure.result();
  }

  async open(id: string, range: ByteRange = { start: 0 }): Promise<Readable> {
    const handle = await open(this.placesOf(id).file).catch((error: unknown) => {
      throw isMissing(error) ? new FileMissing(id) : error;
    });
    return handle.createReadStream(range);
  }

  exists(id: string): Promise<boolean> {
    return access(this.placesOf(id).file).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
  }

  async delete(id: string): Promise<void> {
    const { file, partial } = this.placesOf(id);
    await rm(partial, { force: true });
    await rm(file, { force: true });
  }

  // By the end of the id, as its beginning is the time.
  private placesOf(id: string): { folder: string; file: string; partial: string } {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`${id} is no id of a file.`);
    const folder = join(this.root, id.slice(-2));
    const file = join(folder, id);
    return { folder, file, partial: `${file}.partial` };
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && error.code === 'ENOENT';
