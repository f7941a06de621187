import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { SecretsService } from '../secrets/secrets.service';

const ID_BYTES = 16;
const MAC_BYTES = 32;

/** Makes the tokens of one-time links from their ids, so that nothing secret has to be kept or sent around. */
@Injectable()
export class LinkTokens {
  private readonly key: Buffer;

  constructor(secrets: SecretsService) {
    this.key = secrets.derive('one-time links');
  }

  /** The token of a link. */
  of(linkId: string): string {
    const id = Buffer.from(parse(linkId));
    return Buffer.concat([id, this.macOf(id)]).toString('base64url');
  }

  /** The link that a token belongs to; undefined for what is no token of ours. */
  read(token: string): string | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== ID_BYTES + MAC_BYTES) return undefined;
    const id = bytes.subarray(0, ID_BYTES);
    return timingSafeEqual(this.macOf(id), bytes.subarray(ID_BYTES)) ? stringify(id) : undefined;
  }

  private macOf(id: Buffer): Buffer {
    return createHmac('sha256', this.key).update(id).digest();
  }
}
