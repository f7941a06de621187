import { setTimeout as delay } from 'node:timers/promises';

/** Begins work on each item at a steady pace, whether or not the work before is done. */
export function atPace<T, R>(
  perSecond: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const start = performance.now();
  return Promise.all(
    items.map(async (item, i) => {
      await delay(Math.max(0, start + (i * 1_000) / perSecond - performance.now()));
      return work(item);
    }),
  );
}
