/**
 * Splits what came into rounds in which no key comes twice, so that all of a round can be dealt with at once. Of two with a
 * key in common the first stays before the second.
 */
export function roundsOf<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): readonly (readonly T[])[] {
  const rounds: T[][] = [];
  /** The first round that is still open to a key. */
  const open = new Map<string, number>();
  for (const item of items) {
    const keys = keysOf(item);
    const round = Math.max(...keys.map((key) => open.get(key) ?? 0));
    (rounds[round] ??= []).push(item);
    for (const key of keys) open.set(key, round + 1);
  }
  return rounds;
}
