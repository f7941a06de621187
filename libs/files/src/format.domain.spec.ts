import { endsAsZip, formatOf, isActive, isText } from './format.domain';

const ZIP_END = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1');

describe('isText', () => {
  it.each([
    ['UTF-8', Buffer.from('Łódź;1\r\n\tßå')],
    ['UTF-8 with its mark', Buffer.from('\ufeffŁódź')],
    ['UTF-16', Buffer.from('\ufeffŁódź', 'utf16le')],
    ['UTF-16, the other order', Buffer.from('\ufeffŁódź', 'utf16le').swap16()],
    ['one byte per character', Buffer.from('Größe;1', 'latin1')],
  ])('takes %s', (_, bytes) => {
    expect(isText(bytes)).toBe(true);
  });

  it.each([
    ['NUL', Buffer.from('a\0b')],
    ['control characters', Buffer.from([0x41, 0x01, 0x02])],
    ['an odd number of bytes in UTF-16', Buffer.from([0xff, 0xfe, 0x41])],
    ['bytes of a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01])],
  ])('does not take %s', (_, bytes) => {
    expect(isText(bytes)).toBe(false);
  });
});

describe('isActive', () => {
  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<!DOCTYPE html><title>x</title>',
    '<?xml version="1.0"?><!-- --><x:y xmlns:x="http://www.w3.org/1999/xhtml"/>',
    'GIF89a/*<SCRIPT>*/',
    '<?xml-stylesheet href="x.xsl"?>',
  ])('is %s', (head) => {
    expect(isActive(Buffer.from(head))).toBe(true);
    expect(isActive(Buffer.from(head, 'utf16le'))).toBe(true);
  });

  it.each([
    'a < b and b > c',
    '<Invoice xmlns="urn:oasis:names"/>',
    '<x:xmpmeta><rdf:RDF>',
    'body <bodywork>',
  ])('is not %s', (head) => {
    expect(isActive(Buffer.from(head))).toBe(false);
  });
});

describe('endsAsZip', () => {
  it('is an end record, with a comment or something else behind it', () => {
    expect(endsAsZip(Buffer.concat([Buffer.from('GIF89a'), ZIP_END]))).toBe(true);
    expect(endsAsZip(Buffer.concat([ZIP_END, Buffer.from('trailing')]))).toBe(true);
  });

  it('is not a mere signature', () => {
    expect(endsAsZip(Buffer.from('text on PK\x05\x06'))).toBe(false);
    expect(endsAsZip(Buffer.alloc(0))).toBe(false);
  });
});

describe('formatOf', () => {
  it('knows what is accepted', () => {
    expect(formatOf('tar.gz')).toMatchObject({ extension: 'gz', kind: 'archive' });
    expect(['svg', 'html', 'exe', 'docm', 'jar', 'swf'].map(formatOf)).toEqual(Array(6).fill(undefined));
  });
});
