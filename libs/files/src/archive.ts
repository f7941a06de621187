import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import type { Entry } from 'yauzl';
import type { OpenPart } from './inspect';
import { FileHarmful } from './files.problems';
import { ZipArchive } from './zip-archive';

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

/**
 * Unpacks a ZIP archive into nothing, to see whether it is what it says; tells the format that its entries make. Throws `FileHarmful` if it has too many entries,
 * unpacks to far more than it is or than it says, has entries that lead out of its folder, or carries macros.
 */
export async function examineZip(open: OpenPart, size: number): Promise<string> {
  const limit = Math.min(MOST_UNPACKED_BYTES, Math.max(SMALL_BYTES, size * LARGEST_RATIO));
  let archive: ZipArchive | undefined;
  try {
    archive = await ZipArchive.open(open, size);
    if (archive.entryCount > MOST_ENTRIES)
      throw new FileHarmful({ detail: 'The archive has too many entries.' });
    let unpacked = 0;
    let format = 'zip';
    for await (const entry of archive.entries()) {
      if (/(^|\/)vbaProject\.bin$/i.test(entry.fileName))
        throw new FileHarmful({ detail: 'It carries macros.' });
      unpacked += entry.uncompressedSize;
      if (unpacked > limit) throw new FileHarmful({ detail: 'The archive unpacks to too much.' });
      await unpack(archive, entry);
      format = TELLING[entry.fileName] ?? format;
    }
    return format;
  } catch (error) {
    if (archive?.failure) throw archive.failure;
    if (error instanceof FileHarmful || !isOfArchive(error)) throw error;
    throw new FileHarmful({ detail: 'The archive is damaged, or not what it says.' });
  } finally {
    archive?.close();
  }
}

async function unpack(archive: ZipArchive, entry: Entry): Promise<void> {
  const content = await archive.content(entry);
  if (content) await pipeline(content, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

// What yauzl and zlib find wrong, in contrast to a store that fails.
const isOfArchive = (error: unknown): boolean =>
  isNativeError(error) && (!('code' in error) || String(error.code).startsWith('Z_'));
