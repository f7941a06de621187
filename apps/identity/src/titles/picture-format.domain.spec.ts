import { pictureFormatOf } from './picture-format.domain';

const PNG = Buffer.from('89504e470d0a1a0a' + '00'.repeat(20) + '0000000049454e44ae426082', 'hex');
const GIF = Buffer.from('GIF89a....;', 'latin1');
const JPEG = Buffer.from('ffd8ffe0000000ffd9', 'hex');
const webp = (size: number, length: number) => {
  const bytes = Buffer.alloc(length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(size, 4);
  bytes.write('WEBP', 8, 'latin1');
  return bytes;
};

describe('pictureFormatOf', () => {
  it.each([
    ['png', PNG],
    ['jpeg', JPEG],
    ['gif', GIF],
    ['webp', webp(22, 30)],
    ['webp', webp(21, 30)],
  ])('knows %s', (format, bytes) => {
    expect(pictureFormatOf(bytes)).toBe(format);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a short RIFF', Buffer.from('RIFF')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PNG with a script behind it', Buffer.concat([PNG, Buffer.from('<script>')])],
    ['a JPEG with an archive behind it', Buffer.concat([JPEG, Buffer.from('PK\u0003\u0004')])],
    ['a GIF that is also a script', Buffer.from('GIF89a/*...;*/=1', 'latin1')],
    ['a WebP with more than it says', webp(22, 60)],
    ['a WebP that says more than it has', webp(100, 30)],
  ])('takes %s for no picture', (_, bytes) => {
    expect(pictureFormatOf(bytes)).toBeUndefined();
  });
});
