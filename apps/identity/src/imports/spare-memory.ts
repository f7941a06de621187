import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** From here on garbage is collected between steps, whenever so much has come up since the last time. */
const MUCH_BYTES = 180 * 1024 * 1024;
const MORE_BYTES = 16 * 1024 * 1024;
const PAUSE_MS = 1_000;

let collect: (() => void) | undefined;
let collectedAt = 0;
let left = 0;

/**
 * Keeps the memory of the process low while it works through a file. Texts of whole steps are alive until the database
 * has them, so they end up among the old objects, which Node lets grow by hundreds of megabytes as long as there is room.
 */
export function spareMemory(): void {
  const now = performance.now();
  if (now - collectedAt < PAUSE_MS || process.memoryUsage.rss() < Math.max(MUCH_BYTES, left + MORE_BYTES))
    return;
  setFlagsFromString('--expose-gc');
  collect ??= runInNewContext('gc') as () => void;
  collect();
  collectedAt = performance.now();
  left = process.memoryUsage.rss();
}
