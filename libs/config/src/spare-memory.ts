import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** When so much has come up since the last time, garbage is collected: some of it is young, and would go by itself. */
const MUCH_BYTES = 40 * 1024 * 1024;

let collect: (() => void) | undefined;
let left = 0;

/**
 * Keeps the memory of the process low while it works on very much, step by step. Texts of whole steps are alive until the database
 * has them, so they end up among the old objects, which Node lets grow by hundreds of megabytes as long as there is room;
 * and the longer they lie there, the more pages of memory hold one that is still alive.
 */
export function spareMemory(): void {
  if (used() - left < MUCH_BYTES) return;
  setFlagsFromString('--expose-gc');
  collect ??= runInNewContext('gc') as () => void;
  collect();
  left = used();
}

// What is read of files and sockets lies outside of the heap, and is let go of only when it is collected.
function used(): number {
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics();
  return heap + outside;
}
