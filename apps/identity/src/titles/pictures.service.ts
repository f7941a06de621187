import { Injectable, Logger } from '@nestjs/common';
import { pictureLibrary } from '../pictures/picture-library';
import { pictureFormatOf } from './picture-format.domain';
import { PictureNotReadable, PictureTooLarge } from './titles.problems';

/** A picture as it is kept: PNG, which every browser shows and which keeps transparency. */
export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** The box a picture is scaled into; 0 for one side keeps the original size. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** What is decoded at most: 16 million pixels are 64 MB for a moment. */
const MOST_PIXELS = 4_096 * 4_096;

/** What is kept at most, each side: a title stands beside a name. */
const LONGEST_SIDE = 1_024;

/** Decodes pictures and writes them anew, so that nothing but pixels is kept of what somebody sends. */
@Injectable()
export class PicturesService {
  private readonly logger = new Logger(PicturesService.name);

  async fit(bytes: Buffer, type: string, { width, height }: Box): Promise<Picture> {
    const format = pictureFormatOf(bytes);
    if (format === undefined || type !== `image/${format}`) throw new PictureNotReadable();
    const open = await pictureLibrary();
    try {
      const picture = open(bytes, {
        limitInputPixels: MOST_PIXELS,
        failOn: 'warning',
        pages: 1,
      }).autoOrient();
      const meta = await picture.metadata();
      if (meta.format !== format) throw new PictureNotReadable();
      const scales = width > 0 && height > 0;
      if (!scales && Math.max(meta.width, meta.height) > LONGEST_SIDE) throw new PictureTooLarge();
      const scaled = scales ? picture.resize({ width, height, fit: 'inside' }) : picture;
      const { data, info } = await scaled.png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });
      return { bytes: data, width: info.width, height: info.height };
    } catch (error) {
      if (error instanceof PictureNotReadable || error instanceof PictureTooLarge) throw error;
      this.logger.debug(`A picture could not be read: ${String(error)}`);
      throw new PictureNotReadable();
    }
  }
}
