/** A format of files that is accepted. */
export interface Format {
  /** Ending a file of this format gets. */
  readonly extension: string;
  /** Other endings it may have. */
  readonly aliases: readonly string[];
  /** What it is served as. */
  readonly mediaType: string;
  readonly kind: 'office' | 'pdf' | 'image' | 'text' | 'archive';
}

const format = (
  kind: Format['kind'],
  mediaType: string,
  extension: string,
  ...aliases: readonly string[]
): Format => ({ kind, mediaType, extension, aliases });

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** Every accepted format. What browsers would run, such as HTML and SVG, is none, nor are programs and macros. */
export const FORMATS: readonly Format[] = [
  format('pdf', 'application/pdf', 'pdf'),
  format('office', `${OPEN_XML}.wordprocessingml.document`, 'docx'),
  format('office', `${OPEN_XML}.spreadsheetml.sheet`, 'xlsx'),
  format('office', `${OPEN_XML}.presentationml.presentation`, 'pptx'),
  format('office', `${OPEN_DOCUMENT}.text`, 'odt'),
  format('office', `${OPEN_DOCUMENT}.spreadsheet`, 'ods'),
  format('office', `${OPEN_DOCUMENT}.presentation`, 'odp'),
  format('office', 'application/rtf', 'rtf'),
  format('office', 'application/msword', 'doc'),
  format('office', 'application/vnd.ms-excel', 'xls'),
  format('office', 'application/vnd.ms-powerpoint', 'ppt', 'pps'),
  format('image', 'image/png', 'png'),
  format('image', 'image/jpeg', 'jpg', 'jpeg'),
  format('image', 'image/gif', 'gif'),
  format('image', 'image/webp', 'webp'),
  format('image', 'image/tiff', 'tif', 'tiff'),
  format('image', 'image/bmp', 'bmp'),
  format('image', 'image/heic', 'heic'),
  format('image', 'image/avif', 'avif'),
  format(
    'text',
    'text/plain; charset=utf-8',
    'txt',
    'csv',
    'tsv',
    'md',
    'log',
    'json',
    'xml',
    'eml',
    'ics',
    'vcf',
  ),
  format('archive', 'application/zip', 'zip'),
  format('archive', 'application/x-7z-compressed', '7z'),
  format('archive', 'application/vnd.rar', 'rar'),
  format('archive', 'application/gzip', 'gz', 'tgz'),
  format('archive', 'application/x-tar', 'tar'),
];

/** Formats under the names that `file-type` has for them. */
const NAMES: Readonly<Record<string, string>> = { 'tar.gz': 'gz' };

/** The accepted format with this ending; undefined for any other. */
export const formatOf = (extension: string): Format | undefined =>
  FORMATS.find((known) => known.extension === (NAMES[extension] ?? extension));

/** Text is what decodes and has no control characters beside line ends, tabs and form feeds. */
export function isText(bytes: Buffer): boolean {
  // oxlint-disable-next-line no-control-regex
  const controls = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;
  const encoding = encodingOf(bytes);
  try {
    return !controls.test(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    // One byte per character, as spreadsheets still write: whatever bytes there are.
    return encoding === 'utf-8' && !controls.test(bytes.toString('latin1'));
  }
}

function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

const ACTIVE =
  /<(?:!doctype\s+html|html|svg|script|iframe|object|embed|body|head)[\s>/]|<\?xml-stylesheet|http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg)/i;

/** Whether the beginning of a file could be run by a browser, such as SVG, or HTML within a picture. */
export const isActive = (head: Buffer): boolean =>
  // UTF-16 in either order has a NUL beside each of these characters.
  ACTIVE.test(head.toString('latin1').replaceAll('\0', ''));

/** The end record of a ZIP archive: its signature, and at the end the length of a comment that follows. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22;

/** Whether the end of a file is that of a ZIP archive, as of a program in a picture. */
export function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at > 0 ? tail.lastIndexOf(ZIP_END, at - 1) : -1) {
    if (at + ZIP_END_BYTES > tail.length) continue;
    if (at + ZIP_END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) return true;
  }
  return false;
}

/** Whether readers that look for it in the first kilobyte, as many do, would take a file for a PDF. */
export const beginsAsPdf = (head: Buffer): boolean => head.subarray(0, 1024).includes('%PDF-');
