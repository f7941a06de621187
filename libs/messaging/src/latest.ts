import type { DomainEvent } from '@clientele/contracts';

/**
 * Of several events that tell the whole state of their aggregates, the newest of each: those before tell nothing more. In the
 * order of the aggregates' ids, so that two who write them lock rows in the same order.
 */
export function latestOfEach<T extends object>(events: readonly DomainEvent<T>[]): DomainEvent<T>[] {
  const latest = new Map<string, DomainEvent<T>>();
  for (const event of events) {
    const known = latest.get(event.aggregate.id);
    if (!known || known.aggregate.version <= event.aggregate.version) latest.set(event.aggregate.id, event);
  }
  return [...latest.values()].sort((a, b) => (a.aggregate.id < b.aggregate.id ? -1 : 1));
}
