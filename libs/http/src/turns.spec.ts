import { TooBusy, Turns } from './turns';

describe('Turns', () => {
  const pieces = () => {
    const ends: (() => void)[] = [];
    return { ends, work: () => new Promise<void>((resolve) => ends.push(resolve)) };
  };

  it('runs so many at once, lets others wait and refuses the rest', async () => {
    const turns = new Turns(2, 1);
    const { ends, work } = pieces();

    const taken = [turns.take(work), turns.take(work), turns.take(work)];
    await expect(turns.take(work)).rejects.toThrow(TooBusy);
    const atFirst = ends.length;
    ends[0]?.();
    await taken[0];
    await new Promise(setImmediate);
    ends.slice(1).forEach((end) => end());

    expect(atFirst).toBe(2);
    expect(ends).toHaveLength(3);
    await Promise.all(taken);
  });

  it('gives the turn back after a failure', async () => {
    const turns = new Turns(1, 0);

    await expect(turns.take(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');

    expect(await turns.take(() => Promise.resolve('done'))).toBe('done');
  });
});
