import { isLeft, lastUsed } from './cart-state.domain';

describe('lastUsed', () => {
  it('adds up how long carts are waited for', () => {
    const now = new Date('2026-11-30T12:00:00Z');

    expect(lastUsed({ abandonedHours: 24, lostDays: 7, purgedDays: 20 }, now)).toEqual({
      abandoned: new Date('2026-11-29T12:00:00Z'),
      lost: new Date('2026-11-22T12:00:00Z'),
      purged: new Date('2026-11-02T12:00:00Z'),
    });
  });
});

describe('isLeft', () => {
  it.each([
    ['active', false],
    ['abandoned', true],
    ['lost', true],
    ['ordered', false],
  ] as const)('tells of a cart that is %s: %s', (state, left) => {
    expect(isLeft({ state })).toBe(left);
  });
});
