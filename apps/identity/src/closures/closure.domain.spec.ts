import { type Closure, stateAfter } from './closure.domain';
import type { CustomerState } from '../customers/customer-state.domain';

describe('stateAfter', () => {
  it.each<[CustomerState, Closure, CustomerState | undefined]>([
    ['open', 'release', 'released'],
    ['open', 'block', 'blocked'],
    ['blocked', 'release', 'released'],
    ['released', 'erase', 'erased'],
    ['blocked', 'restore', 'open'],
    ['blocked', 'block', 'blocked'],
    ['open', 'restore', 'open'],
    ['erased', 'erase', 'erased'],
    ['erased', 'restore', undefined],
    ['erased', 'release', undefined],
    ['merged', 'restore', undefined],
  ])('makes of %s by %s: %s', (state, closure, after) => {
    expect(stateAfter(state, closure)).toBe(after);
  });
});
