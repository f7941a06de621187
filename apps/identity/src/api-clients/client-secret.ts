import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret nobody can guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Compares in a time that tells nothing. */
export const isSecretOf = (hash: Buffer, secret: string): boolean =>
  timingSafeEqual(hash, hashOfSecret(secret));
