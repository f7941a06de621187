import fc from 'fast-check';
import { histories, type History } from './history';
import { play } from './play';
import { PureSubject } from './pure-subject';

const CLUB = {
  ...{ productId: 'club', categoryId: null, minimumTotal: null, currency: null, length: null },
  ...{ groups: [0], defaultGroup: 0, priority: 0, takeBack: false, enabled: true, number: 0 },
};

/** A group is chosen by hand at the very instant of payments that choose it as well, to no effect. */
const CHOSEN_AT_ONCE: History = {
  ...{ zone: 'UTC', begins: new Date('2027-09-01T00:00:00.000Z'), atOnce: true },
  rules: [{ ...CLUB, until: '2027-12-31', onRepurchase: 'ignore' }],
  steps: [
    { kind: 'pay', products: [0, 0], total: '10.00' },
    { kind: 'pay', products: [0], total: '10.00' },
    { kind: 'deliver', which: 0, times: 1 },
    { kind: 'choose', group: 0 },
  ],
};

describe('memberships, default groups and ends', () => {
  // A failure names its seed and the shortest history that shows it: give both to `fc.assert` to see it again.
  it('are what the specification says, whatever happens in whatever order', async () => {
    const property = fc.asyncProperty(histories, (history) =>
      play(history, new PureSubject(history.zone, history.begins)),
    );

    await expect(
      fc.assert(property, { numRuns: 1000, examples: [[CHOSEN_AT_ONCE]] }),
    ).resolves.toBeUndefined();
  });
});
