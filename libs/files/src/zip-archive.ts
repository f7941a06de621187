import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import type { OpenPart } from './inspect';

/** The file could not be read, whatever is in it. */
class FileUnreadable extends Error {
  readonly code = 'FILE_UNREADABLE';
}

/** Reads parts of a file for yauzl, and remembers what kept it from that. */
class PartsReader extends RandomAccessReader {
  failure: FileUnreadable | undefined;

  constructor(private readonly open: OpenPart) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough();
    const fail = (error: Error): void => {
      // Whoever stops reading early destroys what we write to; that is no failure of the store.
      if (!through.destroyed) this.failure = new FileUnreadable(error.message, { cause: error });
      through.destroy(error);
    };
    this.open({ start, end: end - 1 }).then((part) => void pipeline(part, through).catch(fail), fail);
    return through;
  }
}

/** A ZIP archive, of which little is in memory. What is wrong with it is thrown as it comes from yauzl and zlib. */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly reader: PartsReader,
  ) {}

  static async open(open: OpenPart, size: number): Promise<ZipArchive> {
    const reader = new PartsReader(open);
    // An entry that turns out longer or shorter than it says fails.
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      fromRandomAccessReader(reader, size, options, (error, archive) =>
        error ? reject(reader.failure ?? error) : resolve(archive),
      );
    });
    return new ZipArchive(zip, reader);
  }

  get entryCount(): number {
    return this.zip.entryCount;
  }

  /** What the file itself could not be read for, in contrast to what is wrong in it. */
  get failure(): Error | undefined {
    return this.reader.failure;
  }

  async *entries(): AsyncGenerator<Entry> {
    for (let i = 0; i < this.zip.entryCount; i++) {
      yield await new Promise<Entry>((resolve, reject) => {
        this.zip.once('entry', resolve);
        this.zip.once('error', reject);
        this.zip.readEntry();
      }).finally(() => this.zip.removeAllListeners());
    }
  }

  /** The content of an entry; undefined if it is encrypted or packed in a way that nobody uses. */
  content(entry: Entry): Promise<Readable> | undefined {
    const isStored = entry.compressionMethod === 0;
    if (entry.isEncrypted() || (!isStored && entry.compressionMethod !== 8)) return undefined;
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
  }

  close(): void {
    this.zip.close();
  }
}
