import fc from 'fast-check';
import { histories } from './history';
import { play } from './play';
import { PureSubject } from './pure-subject';

describe('memberships, default groups and ends', () => {
  // A failure names its seed and the shortest history that shows it: give both to `fc.assert` to see it again.
  it('are what the specification says, whatever happens in whatever order', async () => {
    const property = fc.asyncProperty(histories, (history) =>
      play(history, new PureSubject(history.zone, history.begins)),
    );

    await expect(fc.assert(property, { numRuns: 1000 })).resolves.toBeUndefined();
  });
});
