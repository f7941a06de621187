import { newId } from '@clientele/contracts';
import { HeldBack } from './held-back';

const [ada, bob, cy, dee] = Array.from({ length: 4 }, () => newId()) as [string, string, string, string];

describe('what is held back', () => {
  let heldBack: HeldBack;

  beforeEach(() => {
    heldBack = new HeldBack();
  });

  const hold = (position: number, ...about: string[]): void =>
    heldBack.add([{ position: String(position), about: `{${about.join()}}` }]);
  const neededBy = (position: number, ...mentioned: string[]) =>
    heldBack.neededBy({ position: String(position), event: JSON.stringify(mentioned) });

  it('is needed by what mentions the same', () => {
    hold(1, ada, bob);
    hold(2, cy);

    expect(neededBy(9, newId(), cy)).toEqual([2]);
    expect(neededBy(9, dee)).toEqual([]);
  });

  it('is needed by what is needed, whenever it became known', () => {
    hold(3, bob, cy);
    hold(4, dee);
    hold(1, ada);
    hold(2, ada, bob);

    expect(neededBy(9, cy)).toEqual([3, 2, 1]);
  });

  it('is not needed by what happened before it, nor by what is needed when that happened before', () => {
    hold(2, ada, bob);
    hold(5, bob);
    hold(7, ada);

    expect(neededBy(6, ada)).toEqual([2]);
    expect(neededBy(1, ada)).toEqual([]);
  });

  it('is forgotten when it is told, and known once', () => {
    hold(1, ada);
    hold(1, ada);
    hold(2, ada);

    heldBack.forget(['1']);
    expect(neededBy(9, ada)).toEqual([2]);
    heldBack.forget([2, 3]);

    expect(neededBy(9, ada)).toEqual([]);
    expect(heldBack.isEmpty).toBe(true);
  });

  it('is told in portions that are about so much', () => {
    hold(1, ada, bob);
    hold(2, cy);
    hold(3, dee);

    expect([1, 2, 3, 4].map((about) => heldBack.first(about))).toEqual([[1], [1], [1, 2], [1, 2, 3]]);
  });

  it('is told in its order', () => {
    for (const position of [30, 4, 200, 5]) hold(position, newId());

    expect(heldBack.first(3)).toEqual([4, 5, 30]);
    expect([...heldBack.behind(5n)].sort()).toEqual([200, 30]);
  });
});
