import { limitState } from './limit-state.domain';

const limit = { amount: '10', currency: 'EUR', startsOn: '2026-02-01', endsOn: '2026-02-28', repeats: null };
const at = (instant: string, changes: Partial<typeof limit> = {}) =>
  limitState({ ...limit, ...changes }, 'Europe/Oslo', new Date(instant));

describe('limitState', () => {
  it('tells what a limit means now', () => {
    expect(at('2026-01-31T22:59:59Z')).toMatchObject({ state: 'not-begun', period: null });
    expect(at('2026-01-31T23:00:00Z')).toMatchObject({
      state: 'applies',
      period: { from: '2026-01-31T23:00:00.000Z', to: '2026-02-28T23:00:00.000Z' },
    });
    expect(at('2026-02-28T23:00:00Z')).toMatchObject({ state: 'over', period: null });
  });

  it('tells that there is none', () => {
    expect(limitState(null, 'UTC', new Date())).toEqual({ state: 'none', purchaseLimit: null, period: null });
  });
});
