import { CallFailed } from '@clientele/testing';
import { setTimeout as delay } from 'node:timers/promises';

/** What a well-behaved storefront does with a request that failed for a passing reason: the same again, for a while. */
export async function insist<T>(call: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

// No answer at all, an unavailable service, or a twin of the request that is still at work. What `fetch` throws is
// known by its name: it comes from another realm than the tests.
function isPassing(error: unknown): boolean {
  if (error instanceof CallFailed) {
    return error.status >= 500 || (error.status === 409 && error.message.includes('idempotency-in-progress'));
  }
  const { name } = error as { name?: string };
  return name === 'TypeError' || name === 'TimeoutError';
}
