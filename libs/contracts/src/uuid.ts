import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Random bytes for so many ids are asked for at once: asking costs more than the bytes. */
const IDS = 256;
const BYTES = 16;
const MOST = 0xff_ff_ff_ff;

const pool = new Uint8Array(IDS * BYTES);
/** Where an id is put together: one text at a time. */
const id = new Uint8Array(BYTES);
const text = Buffer.alloc(36);
let used = pool.length;
let last = { msecs: 0, seq: 0 };

/**
 * A new id, UUIDv7: greater than each that this process made before, also within a millisecond and when the machine's clock is
 * put back.
 */
export function newId(): string {
  const random = randomBytes();
  last = following(last, Date.now(), random);
  v7({ random, msecs: last.msecs, seq: last.seq }, id);
  return textOf(id);
}

/** As `uuid` writes it, which puts it together of twenty parts that each id would leave behind as garbage. */
function textOf(bytes: Uint8Array): string {
  let at = 0;
  for (let i = 0; i < BYTES; i++) {
    const byte = bytes[i] ?? 0;
    text[at++] = DIGITS[byte >>> 4] ?? 0;
    text[at++] = DIGITS[byte & 0xf] ?? 0;
    if (i === 3 || i === 5 || i === 7 || i === 9) text[at++] = HYPHEN;
  }
  return text.toString('latin1');
}

const DIGITS = Buffer.from('0123456789abcdef');
const HYPHEN = 0x2d;

/** Ids made before this instant are smaller, all others are not. */
export function firstIdAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * The millisecond and the counter of the id after `last` (RFC 9562, 6.2, method 1): the counter begins anywhere in its lower
 * half, which leaves the upper half for the ids of the same millisecond; behind its end the next millisecond is taken early.
 */
export function following(
  { msecs, seq }: { readonly msecs: number; readonly seq: number },
  now: number,
  random: Uint8Array,
): { readonly msecs: number; readonly seq: number } {
  if (now > msecs) return { msecs: now, seq: startOf(random) };
  return seq < MOST ? { msecs, seq: seq + 1 } : { msecs: msecs + 1, seq: startOf(random) };
}

/** Of bytes that the id does not use otherwise. */
const startOf = (random: Uint8Array): number =>
  new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += BYTES));
}
