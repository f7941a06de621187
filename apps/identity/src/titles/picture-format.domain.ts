/** What pictures may come as. */
export const PICTURE_FORMATS = ['png', 'jpeg', 'gif', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** How each format begins and ends. */
const SHAPES: Readonly<Record<PictureFormat, (bytes: Buffer) => boolean>> = {
  png: (bytes) => startsWith(bytes, '89504e470d0a1a0a') && endsWith(bytes, '0000000049454e44ae426082'),
  jpeg: (bytes) => startsWith(bytes, 'ffd8ff') && endsWith(bytes, 'ffd9'),
  gif: (bytes) =>
    (startsWith(bytes, '474946383761') || startsWith(bytes, '474946383961')) && endsWith(bytes, '3b'),
  webp: (bytes) =>
    startsWith(bytes, '52494646') &&
    bytes.toString('latin1', 8, 12) === 'WEBP' &&
    bytes.length >= 12 &&
    [0, 1].includes(bytes.length - 8 - bytes.readUInt32LE(4)),
};

/**
 * The format of a picture, by its bytes; undefined for anything else, and for a picture with something behind it, as
 * that may be read as something else by somebody else.
 */
export const pictureFormatOf = (bytes: Buffer): PictureFormat | undefined =>
  PICTURE_FORMATS.find((format) => SHAPES[format](bytes));

const startsWith = (bytes: Buffer, hex: string): boolean => {
  const start = Buffer.from(hex, 'hex');
  return bytes.subarray(0, start.length).equals(start);
};

const endsWith = (bytes: Buffer, hex: string): boolean => {
  const end = Buffer.from(hex, 'hex');
  return bytes.length >= end.length && bytes.subarray(-end.length).equals(end);
};
