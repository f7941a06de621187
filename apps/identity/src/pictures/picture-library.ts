import type sharp from 'sharp';

let library: Promise<typeof sharp> | undefined;

/**
 * The library that decodes pictures, with every decoder off but those of PNG, JPEG, GIF and WebP. Loaded when the first picture
 * comes: it takes memory that most processes never need.
 */
export function pictureLibrary(): Promise<typeof sharp> {
  library ??= import('sharp').then(({ default: loaded }) => {
    loaded.cache(false);
    loaded.concurrency(1);
    loaded.block({ operation: ['VipsForeignLoad'] });
    loaded.unblock({
      operation: [
        ...['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer'],
        ...['VipsForeignLoadNsgifBuffer', 'VipsForeignLoadWebpBuffer'],
      ],
    });
    return loaded;
  });
  return library;
}
