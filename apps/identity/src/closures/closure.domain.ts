import type { CustomerState } from '../customers/customer-state.domain';

/** How a customer is closed, and opened again. */
export const CLOSURES = ['release', 'block', 'erase', 'restore'] as const;
export type Closure = (typeof CLOSURES)[number];

/** What customers come to be by it; only merging makes them part of others. */
export type StateByClosure = Exclude<CustomerState, 'merged'>;

const AFTER: Readonly<
  Record<Closure, { readonly from: readonly CustomerState[]; readonly to: StateByClosure }>
> = {
  release: { from: ['open', 'blocked'], to: 'released' },
  block: { from: ['open', 'released'], to: 'blocked' },
  erase: { from: ['open', 'released', 'blocked'], to: 'erased' },
  restore: { from: ['released', 'blocked'], to: 'open' },
};

/** What becomes of a customer; undefined where it cannot be done. What is done already stays as it is. */
export function stateAfter(state: CustomerState, closure: Closure): StateByClosure | undefined {
  const { from, to } = AFTER[closure];
  return state === to || from.includes(state) ? to : undefined;
}
