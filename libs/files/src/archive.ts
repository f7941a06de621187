import { PassThrough, type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import type { OpenPart } from './inspect';
import { FileHarmful } from './files.problems';

const MOST_ENTRIES = 10_000;
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;
const LARGEST_RATIO = 200;
/** So much may be unpacked of any archive, however small. */
const SMALL_BYTES = 10 * 1024 * 1024;

/** Entries that only archives of one format have, wherever they stand. */
const TELLING: Readonly<Record<string, string>> = {
  'word/document.xml': 'docx',
  'xl/workbook.xml': 'xlsx',
  'ppt/presentation.xml': 'pptx',
  'META-INF/MANIFEST.MF': 'jar',
  'AndroidManifest.xml': 'apk',
};

/** Reads parts of a file for yauzl. */
class PartsReader extends RandomAccessReader {
  constructor(private readonly open: OpenPart) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough();
    this.open({ start, end: end - 1 }).then(
      (part) => void pipeline(part, through).catch((error: Error) => through.destroy(error)),
      (error: Error) => through.destroy(error),
    );
    return through;
  }
}

/**
 * Unpacks a ZIP archive into nothing, to see whether it is what it says; tells the format that its entries make. Throws `FileHarmful` if it has too many entries,
 * unpacks to far more than it is or than it says, has entries that lead out of its folder, or carries macros.
 */
export async function examineZip(open: OpenPart, size: number): Promise<string> {
  const limit = Math.min(MOST_UNPACKED_BYTES, Math.max(SMALL_BYTES, size * LARGEST_RATIO));
  let archive: ZipFile | undefined;
  try {
    archive = await opened(open, size);
    if (archive.entryCount > MOST_ENTRIES)
      throw new FileHarmful({ detail: 'The archive has too many entries.' });
    let unpacked = 0;
    let format = 'zip';
    for await (const entry of entriesOf(archive)) {
      if (/(^|\/)vbaProject\.bin$/i.test(entry.fileName))
        throw new FileHarmful({ detail: 'It carries macros.' });
      unpacked += entry.uncompressedSize;
      if (unpacked > limit) throw new FileHarmful({ detail: 'The archive unpacks to too much.' });
      await unpack(archive, entry);
      format = TELLING[entry.fileName] ?? format;
    }
    return format;
  } catch (error) {
    if (error instanceof FileHarmful || !isOfArchive(error)) throw error;
    throw new FileHarmful({ detail: 'The archive is damaged, or not what it says.' });
  } finally {
    archive?.close();
  }
}

const opened = (open: OpenPart, size: number): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromRandomAccessReader(
      new PartsReader(open),
      size,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true },
      (error, archive) => (error ? reject(error) : resolve(archive)),
    );
  });

async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  for (let i = 0; i < archive.entryCount; i++) {
    yield await new Promise<Entry>((resolve, reject) => {
      archive.once('entry', resolve);
      archive.once('error', reject);
      archive.readEntry();
    }).finally(() => archive.removeAllListeners());
  }
}

// yauzl fails where an entry turns out longer or shorter than it says.
async function unpack(archive: ZipFile, entry: Entry): Promise<void> {
  const isStored = entry.compressionMethod === 0;
  if (entry.isEncrypted() || (!isStored && entry.compressionMethod !== 8)) return;
  const content = await new Promise<Readable>((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
  await pipeline(content, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

// What yauzl and zlib find wrong, in contrast to a store that fails.
const isOfArchive = (error: unknown): boolean =>
  isNativeError(error) && (!('code' in error) || String(error.code).startsWith('Z_'));
