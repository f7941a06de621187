import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 20;

/** Asks again and again until the answer is true; false when the time is over before. */
export async function becomesTrue(
  question: () => boolean | Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await question()) return true;
    if (Date.now() >= deadline) return false;
    await delay(PAUSE_MS);
  }
}
