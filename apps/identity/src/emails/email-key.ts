import { createHash } from 'node:crypto';
import { normalizeEmail } from './email';

/** What stands for an e-mail address where it must not be told: the same however it is written, and another in each shop. */
export const emailKeyOf = (shopId: string, email: string): string =>
  createHash('sha256')
    .update(`${shopId} ${normalizeEmail(email) ?? email}`)
    .digest('base64url');
