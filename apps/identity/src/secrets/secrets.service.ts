import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { IdentityConfig } from '../identity.config';

/** First byte of what is encrypted: which algorithm and key. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets that must be read back, encrypted under `SECRETS_KEY` (AES-256-GCM). */
@Injectable()
export class SecretsService {
  private readonly key: Buffer;

  constructor({ secretsKey }: IdentityConfig) {
    this.key = Buffer.from(secretsKey, 'base64');
  }

  /** `context` names the place of the secret; it cannot be decrypted for another. */
  encrypt(secret: string, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(aadOf(context));
    const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), encrypted]);
  }

  decrypt(sealed: Buffer, context: string): string {
    if (sealed[0] !== VERSION)
      throw new Error(`The secret ${context} was encrypted in a way not known here.`);
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(aadOf(context))
      .setAuthTag(tag);
    const encrypted = sealed.subarray(1 + NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  }

  /** A key for another purpose than encryption, 32 bytes. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, Buffer.alloc(0), purpose, 32));
  }
}

const aadOf = (context: string): Buffer => Buffer.from(`v${VERSION}:${context}`);
