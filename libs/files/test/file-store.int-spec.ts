import { Logger } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { FileMissing, type FileStore } from '../src/file-store';
import { FilesUnavailable, FileTooLarge } from '../src/files.problems';
import { LocalFileStore } from '../src/local-file-store';
import { S3FileStore } from '../src/s3-file-store';
import { S3_KEYS, startBucket } from './s3-server';

beforeAll(() => Logger.overrideLogger(false));

const MIB = 1024 * 1024;

interface Place {
  readonly store: FileStore;
  readonly end: () => Promise<void>;
}

const folder = async (): Promise<Place & { readonly directory: string }> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-files-'));
  return {
    directory,
    store: new LocalFileStore(directory),
    end: () => rm(directory, { recursive: true, force: true }),
  };
};

const bucket = async (): Promise<Place> => {
  const { url, stop } = await startBucket();
  return { store: new S3FileStore({ url, region: 'us-east-1', ...S3_KEYS }), end: stop };
};

const bytesOf = async (content: Readable): Promise<Buffer> => Buffer.concat(await content.toArray());
const broken = (bytes: Buffer): Readable =>
  Readable.from(
    (function* () {
      yield bytes;
      throw new Error('The line is cut.');
    })(),
  );

describe.each([
  ['in a folder', folder],
  ['in a bucket', bucket],
])('files %s', (_, open) => {
  let place: Place;
  let store: FileStore;

  beforeAll(async () => {
    place = await open();
    ({ store } = place);
  });

  afterAll(() => place.end());

  it.each([0, 1, 5 * MIB, 8 * MIB, 8 * MIB + 1, 20 * MIB])(
    'of %d bytes are stored and read whole',
    async (size) => {
      const [id, bytes] = [uuidv7(), randomBytes(size)];

      const stored = await store.put(id, Readable.from(bytes.length > 0 ? [bytes] : []), 32 * MIB);

      expect(stored).toEqual({ size, sha256: createHash('sha256').update(bytes).digest('hex') });
      expect((await bytesOf(await store.open(id))).equals(bytes)).toBe(true);
      expect(await store.exists(id)).toBe(true);
    },
  );

  it('are read in parts', async () => {
    const id = uuidv7();
    await store.put(id, Readable.from([Buffer.from('0123456789')]), MIB);
    const part = async (start: number, end?: number) =>
      (await bytesOf(await store.open(id, { start, end }))).toString();

    expect([await part(0, 3), await part(4), await part(9, 9)]).toEqual(['0123', '456789', '9']);
  });

  it.each([100, 9 * MIB])('beyond a limit of %d bytes are refused, and nothing is stored', async (limit) => {
    const id = uuidv7();

    await expect(store.put(id, Readable.from([randomBytes(limit), randomBytes(1)]), limit)).rejects.toThrow(
      FileTooLarge,
    );
    expect(await store.exists(id)).toBe(false);
  });

  it.each([100, 20 * MIB])('that break off after %d bytes are not there', async (size) => {
    const id = uuidv7();

    await expect(store.put(id, broken(randomBytes(size)), 32 * MIB)).rejects.toThrow('The line is cut.');
    expect(await store.exists(id)).toBe(false);
    await expect(store.open(id)).rejects.toThrow(FileMissing);
  });

  it('are deleted, any number of times', async () => {
    const id = uuidv7();
    await store.put(id, Readable.from([Buffer.from('gone soon')]), MIB);

    await store.delete(id);
    await store.delete(id);

    expect(await store.exists(id)).toBe(false);
    await expect(store.open(id, { start: 0, end: 3 })).rejects.toThrow(FileMissing);
  });

  it('are stored ten at once', async () => {
    const files = Array.from({ length: 10 }, () => ({ id: uuidv7(), bytes: randomBytes(MIB) }));

    await Promise.all(files.map(({ id, bytes }) => store.put(id, Readable.from([bytes]), MIB)));

    for (const { id, bytes } of files) expect((await bytesOf(await store.open(id))).equals(bytes)).toBe(true);
  });
});

describe('a folder of files', () => {
  it('takes no path for an id', async () => {
    const { store, end } = await folder();

    await expect(store.open('../../../../../../../../etc/passwd')).rejects.toThrow('no id');
    await expect(store.put('../x', Readable.from([]), 1)).rejects.toThrow('no id');
    await end();
  });

  it('is rid of what an interrupted process left when the file is deleted', async () => {
    const { store, directory, end } = await folder();
    const id = uuidv7();
    await store.put(id, Readable.from([Buffer.from('whole')]), MIB);
    await writeFile(join(directory, id.slice(-2), `${id}.partial`), 'half');

    await store.delete(id);

    expect(await readdir(join(directory, id.slice(-2)))).toEqual([]);
    await end();
  });
});

describe('a bucket of files', () => {
  it('refuses wrong keys, and is told from a missing file when it is away', async () => {
    const { url, stop } = await startBucket();
    const put = (store: FileStore) => store.put(uuidv7(), Readable.from([Buffer.from('text')]), MIB);

    await expect(
      put(new S3FileStore({ url, region: 'us-east-1', ...S3_KEYS, secretKey: 'wrong' })),
    ).rejects.toThrow(FilesUnavailable);
    await stop();
    await expect(put(new S3FileStore({ url, region: 'us-east-1', ...S3_KEYS }))).rejects.toThrow(
      FilesUnavailable,
    );
  });
});
