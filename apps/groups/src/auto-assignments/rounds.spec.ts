import fc from 'fast-check';
import { roundsOf } from './rounds';

const keysOf = (item: readonly string[]) => item;

describe('rounds', () => {
  it('deals with all at once where nothing meets', () => {
    expect(roundsOf([['a'], ['b'], ['c']], keysOf)).toEqual([[['a'], ['b'], ['c']]]);
  });

  it('keeps what has a key in common apart, in its order', () => {
    const [first, second, third] = [
      ['anna', '1'],
      ['anna', '2'],
      ['ben', '2'],
    ];

    const rounds = roundsOf([first, second, third], keysOf);

    expect(rounds).toEqual([[first], [second], [third]]);
  });

  it('makes no round of nothing', () => {
    expect(roundsOf([], keysOf)).toEqual([]);
  });

  it('loses nothing, and no round has a key twice, whatever comes', () => {
    const items = fc.array(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 2 }),
    );
    fc.assert(
      fc.property(items, (some) => {
        const rounds = roundsOf(some, keysOf);

        expect(rounds.flat().toSorted()).toEqual(some.toSorted());
        for (const keys of rounds.map((round) => round.flat())) expect(new Set(keys).size).toBe(keys.length);
        for (const key of 'abcde') {
          const having = (list: readonly (readonly string[])[]) => list.filter((item) => item.includes(key));
          expect(having(rounds.flat())).toEqual(having(some));
        }
      }),
    );
  });
});
