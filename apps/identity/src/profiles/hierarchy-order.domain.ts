import { OrderNotComplete } from './profiles.problems';

/** The order with a profile put at a place, or at the end where there is no such place. */
export const inserted = (order: readonly string[], id: string, position?: number): string[] =>
  order.toSpliced(Math.min(position ?? order.length, order.length), 0, id);

/** Throws unless `wanted` names exactly the profiles there are. */
export function requireComplete(wanted: readonly string[], present: readonly string[]): void {
  const named = new Set(wanted);
  if (named.size !== present.length || present.some((id) => !named.has(id))) throw new OrderNotComplete();
}
