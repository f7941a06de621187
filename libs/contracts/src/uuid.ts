import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Random bytes for so many ids are asked for at once: asking costs more than the bytes. */
const IDS = 256;
const BYTES = 16;

const pool = new Uint8Array(IDS * BYTES);
let used = pool.length;

/**
 * A new id, UUIDv7, for what is made in great numbers: events and entries of the audit log. Those of the same millisecond are
 * in no order among each other.
 */
export const newId = (): string => v7({ rng: randomBytes });

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += BYTES));
}
