import { createHash } from 'node:crypto';

/** What the first link follows. */
export const FIRST_HASH = Buffer.alloc(32);

/** The hash of an entry's link. */
export const hashLink = (previous: Buffer, canonical: string): Buffer =>
  createHash('sha256').update(previous).update(canonical).digest();
