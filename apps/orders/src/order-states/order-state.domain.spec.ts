import { DELIVERED_STATES, FIRST_STATE, FIRST_STATE_OF_FREE_ORDERS, PAID_STATE } from './order-state.domain';

describe('the delivered order states', () => {
  const entries = Object.entries(DELIVERED_STATES);

  it('lead to states that exist, and never to themselves', () => {
    for (const [code, { next }] of entries) {
      expect(next.filter((to) => !(to in DELIVERED_STATES) || to === code)).toEqual([]);
      expect(new Set(next).size).toBe(next.length);
    }
  });

  it('let every unpaid order be paid', () => {
    const unpaid = entries.filter(([code]) => code.startsWith('awaiting-') || code === 'payment-error');

    expect(unpaid.filter(([, { next }]) => !next.includes(PAID_STATE))).toEqual([]);
  });

  it('count a free order as paid from the start, another order not', () => {
    expect(DELIVERED_STATES[FIRST_STATE]?.flags).not.toContain('paid');
    expect(DELIVERED_STATES[FIRST_STATE_OF_FREE_ORDERS]?.flags).toContain('paid');
  });
});
