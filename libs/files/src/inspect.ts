import { fileTypeFromBuffer } from 'file-type';
import type { Readable } from 'node:stream';
import { examineZip } from './archive';
import type { ByteRange } from './file-store';
import { FileEmpty, FileFormatRefused, FileHarmful } from './files.problems';
import { beginsAsPdf, endsAsZip, type Format, formatOf, isActive, isText } from './format.domain';

/** Opens a part of the file that is looked at. */
export type OpenPart = (range?: ByteRange) => Promise<Readable>;

/** So much tells the format. */
const BEGINNING_BYTES = 1024 * 1024;
/** So much is searched for what does not belong there. */
const HEAD_BYTES = 64 * 1024;
/** The end record of a ZIP archive with the longest comment. */
const TAIL_BYTES = 64 * 1024 + 22;
/** Larger texts are not documents; they would be held in memory to be decoded. */
const MOST_TEXT_BYTES = 32 * 1024 * 1024;

/**
 * The format of a file by its content. Throws `FileFormatRefused` for all that is not accepted, `FileHarmful` for what
 * is accepted but pretends, and `FileEmpty`.
 */
export async function inspect(open: OpenPart, size: number): Promise<Format> {
  if (size === 0) throw new FileEmpty();
  const beginning = await bytesOf(await open({ start: 0, end: Math.min(size, BEGINNING_BYTES) - 1 }));
  const format = await formatBy(open, size, beginning);
  if (!format) throw new FileFormatRefused();

  const head = beginning.subarray(0, HEAD_BYTES);
  if (isActive(head)) throw new FileHarmful({ detail: 'A browser could run it.' });
  if (format.extension !== 'pdf' && beginsAsPdf(head))
    throw new FileHarmful({ detail: 'It is a PDF as well.' });
  if (!isZip(head)) await refuseHiddenZip(open, size);
  return format;
}

async function formatBy(open: OpenPart, size: number, beginning: Buffer): Promise<Format | undefined> {
  const found = (await fileTypeFromBuffer(beginning))?.ext;
  if (found === 'cfb') return oldOffice(await open());
  if (found === 'xml' || found === undefined) return textOf(open, size);
  const format = formatOf(found);
  if (!format || !isZip(beginning)) return format;
  const inside = await examineZip(open, size);
  return inside === 'zip' ? format : formatOf(inside);
}

async function textOf(open: OpenPart, size: number): Promise<Format | undefined> {
  if (size > MOST_TEXT_BYTES) return undefined;
  return isText(await bytesOf(await open())) ? formatOf('txt') : undefined;
}

/** The container of old office formats holds anything; the name of its main stream tells what. */
const OLD_OFFICE = { WordDocument: 'doc', Workbook: 'xls', 'PowerPoint Document': 'ppt' };

async function oldOffice(content: Readable): Promise<Format | undefined> {
  const bytes = await bytesOf(content);
  const [, extension = ''] =
    Object.entries(OLD_OFFICE).find(([stream]) => bytes.includes(Buffer.from(stream, 'utf16le'))) ?? [];
  return formatOf(extension);
}

async function refuseHiddenZip(open: OpenPart, size: number): Promise<void> {
  const tail = await bytesOf(await open({ start: Math.max(0, size - TAIL_BYTES), end: size - 1 }));
  if (endsAsZip(tail)) throw new FileHarmful({ detail: 'It is an archive as well.' });
}

const isZip = (head: Buffer): boolean => head.toString('latin1', 0, 2) === 'PK';

const bytesOf = async (content: Readable): Promise<Buffer> => Buffer.concat(await content.toArray());
