import { setImmediate as nextTurn } from 'node:timers/promises';
import { LoopTurns } from './loop-turns';

describe('LoopTurns', () => {
  it('gives each who asks at once a turn of its own, in their order', async () => {
    const turns = new LoopTurns();
    const happened: string[] = [];
    let isOver = false;
    const others = (async () => {
      while (!isOver) {
        await nextTurn();
        happened.push('others');
      }
    })();

    await Promise.all(
      ['first', 'second', 'third'].map((name) => turns.next().then(() => happened.push(name))),
    );
    isOver = true;
    await others;

    expect(happened.filter((name) => name !== 'others')).toEqual(['first', 'second', 'third']);
    expect(happened.join(' ')).toMatch(/first others.* second others.* third/);
  });
});
