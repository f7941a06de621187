import { FileStore, StoredFiles } from '@clientele/files';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { pictureLibrary } from '../pictures/picture-library';
import { LogoNotValid } from './graphical-profiles.problems';
import { GraphicalProfilesQueries } from './graphical-profiles.queries';

/** A logo that is in the store. */
export interface StoredLogo {
  readonly fileId: string;
  readonly width: number;
  readonly height: number;
}

const MOST_BYTES = 5_000_000;
const MOST_PIXELS = 40_000_000;
const BOX = { width: 1_200, height: 600 };
const FORMATS = ['png', 'jpeg', 'gif', 'webp'];

/** Makes logos of pictures: decoded and written anew, so that nothing is in them but what is seen. */
@Injectable()
export class LogosService {
  constructor(
    private readonly files: StoredFiles,
    private readonly store: FileStore,
    private readonly queries: GraphicalProfilesQueries,
  ) {}

  /** Stores a picture as a logo, scaled down to a box if it is larger. */
  async take(content: Readable): Promise<StoredLogo> {
    const received = await this.files.receive(content, MOST_BYTES);
    try {
      const bytes = Buffer.concat(await (await this.store.open(received.id)).toArray());
      const { data, info } = await rewritten(bytes);
      const { id } = await this.files.receive(Readable.from([data]), data.length);
      return { fileId: id, width: info.width, height: info.height };
    } finally {
      await this.files.discard(received.id);
    }
  }

  async open(profileId: string, fileId: string): Promise<StreamableFile> {
    await this.queries.requireLogo(profileId, fileId);
    return new StreamableFile(await this.store.open(fileId), { type: 'image/webp', disposition: 'inline' });
  }
}

async function rewritten(bytes: Buffer): Promise<{ data: Buffer; info: { width: number; height: number } }> {
  const open = await pictureLibrary();
  try {
    const picture = open(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
    const { format } = await picture.metadata();
    if (!FORMATS.includes(format)) throw new Error(`${format} is no format of logos.`);
    return await picture
      .rotate()
      .resize({ ...BOX, fit: 'inside', withoutEnlargement: true })
      .webp({ nearLossless: true })
      .toBuffer({ resolveWithObject: true });
  } catch {
    throw new LogoNotValid({ detail: 'Send a PNG, JPEG, GIF or WebP of up to 40 megapixels.' });
  }
}
