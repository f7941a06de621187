import { docxOf, zipOf } from '@clientele/testing';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { FileEmpty, FileFormatRefused, FileHarmful } from '../src/files.problems';
import { inspect } from '../src/inspect';

const inspected = (bytes: Buffer) =>
  inspect(
    async ({ start, end } = { start: 0 }) =>
      Readable.from([bytes.subarray(start, end === undefined ? undefined : end + 1)]),
    bytes.length,
  );

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
const oldOffice = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
const odt = zipOf(
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
  { name: 'content.xml', content: '<office/>' },
);

describe('inspect', () => {
  it.each([
    ['a PNG', PNG, 'png'],
    ['a GIF', GIF, 'gif'],
    ['a PDF', PDF, 'pdf'],
    ['a Word document', docxOf(), 'docx'],
    ['an OpenDocument text', odt, 'odt'],
    [
      'a Word document that tells so last',
      zipOf(
        { name: 'word/media/a.bin', content: randomBytes(2_000_000) },
        { name: 'word/document.xml', content: 'x' },
      ),
      'docx',
    ],
    ['an old Word document', oldOffice('WordDocument'), 'doc'],
    ['an old Excel sheet', oldOffice('Workbook'), 'xls'],
    ['an archive', zipOf({ name: 'a/b.txt', content: 'b' }), 'zip'],
    ['a packed text', gzipSync('text'), 'gz'],
    ['text', Buffer.from('Łódź;1\n'), 'txt'],
    ['an XML invoice', Buffer.from('<?xml version="1.0"?><Invoice/>'), 'txt'],
    ['RTF', Buffer.from(String.raw`{\rtf1 text}`), 'rtf'],
  ])('knows %s by its content', async (_, bytes, extension) => {
    expect(await inspected(bytes)).toMatchObject({ extension });
  });

  it.each([
    ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(200)])],
    ['an ELF program', Buffer.concat([Buffer.from('7f454c460201010000', 'hex'), randomBytes(200)])],
    ['a container of an installer', oldOffice('Property')],
    ['noise', Buffer.concat([Buffer.from([0, 1, 2, 3]), randomBytes(1_000)])],
    [
      'a Java archive',
      zipOf(
        { name: 'META-INF/MANIFEST.MF', content: 'Manifest-Version: 1.0' },
        { name: 'A.class', content: 'x' },
      ),
    ],
  ])('refuses %s', async (_, bytes) => {
    await expect(inspected(bytes)).rejects.toThrow(FileFormatRefused);
  });

  it.each([
    [
      'SVG with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['SVG that begins as XML', Buffer.from('<?xml version="1.0"?>\n<svg onload="alert(1)"/>')],
    ['HTML', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['HTML in UTF-16', Buffer.from('\ufeff<html><script>alert(1)</script>', 'utf16le')],
    ['a GIF with a script', Buffer.concat([GIF, Buffer.from('<script>alert(1)</script>')])],
    ['a PNG that is an archive as well', Buffer.concat([PNG, zipOf({ name: 'a.class', content: 'x' })])],
    ['a PDF that is an archive as well', Buffer.concat([PDF, zipOf({ name: 'a.class', content: 'x' })])],
    ['a GIF that is a PDF as well', Buffer.concat([GIF, PDF])],
    ['a document with macros', docxOf({ name: 'word/vbaProject.bin', content: 'x' })],
    ['an archive that leads out of its folder', zipOf({ name: '../../etc/passwd', content: 'x' })],
    ['an archive cut off', zipOf({ name: 'a', content: randomBytes(2_000) }).subarray(0, 1_500)],
    [
      'an archive that unpacks to a thousand times its size',
      zipOf({ name: 'a', content: Buffer.alloc(64 << 20) }),
    ],
    [
      'an archive that says it is small',
      zipOf({ name: 'a', content: Buffer.alloc(64 << 20), claimedBytes: 1_000 }),
    ],
    [
      'an archive of many bombs',
      zipOf(...Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, content: Buffer.alloc(1 << 20) }))),
    ],
  ])('refuses %s', async (_, bytes) => {
    await expect(inspected(bytes)).rejects.toThrow(FileHarmful);
  });

  it('refuses what is empty', async () => {
    await expect(inspected(Buffer.alloc(0))).rejects.toThrow(FileEmpty);
  });

  it('passes on that the store fails', async () => {
    const zip = docxOf();
    let reads = 0;
    const failing = inspect(async ({ start, end } = { start: 0 }) => {
      if (++reads > 1) throw Object.assign(new Error('The disk is gone.'), { code: 'EIO' });
      return Readable.from([zip.subarray(start, end === undefined ? undefined : end + 1)]);
    }, zip.length);

    await expect(failing).rejects.toThrow('The disk is gone.');
  });
});
