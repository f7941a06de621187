import { createHash, randomBytes } from 'node:crypto';

const COUNT = 10;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Ten codes of eighty bits, in groups that can be read out. */
export const newRecoveryCodes = (): string[] => Array.from({ length: COUNT }, newCode);

// Thirty-two letters, so that five bits of each byte choose one.
const newCode = (): string =>
  [...randomBytes(16)]
    .map((byte, i) => (i > 0 && i % 4 === 0 ? '-' : '') + (ALPHABET[byte & 31] ?? ''))
    .join('');

/** What is kept of a code; however somebody types its groups. */
export const hashOfCode = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest();
