import { outcomeOf } from './customer-batch.domain';

const customer = { enabled: true, newsletter: false, partnerOffers: false, state: 'open' as const };

describe('outcomeOf', () => {
  it.each([
    ['changed', customer, { newsletter: true }],
    ['changed', customer, { enabled: false, newsletter: false }],
    ['unchanged', customer, { enabled: true, newsletter: undefined }],
    ['closed', { ...customer, state: 'blocked' as const }, { newsletter: true }],
    ['not-found', undefined, { newsletter: true }],
  ])('is %s', (outcome, before, switches) => {
    expect(outcomeOf(before, switches)).toBe(outcome);
  });
});
