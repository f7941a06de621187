/** Does the same to all and waits for all, also when one fails: nothing may still be starting when we stop. */
export async function each<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(items.map(action));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
