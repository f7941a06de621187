import { ahead } from './chunks';

async function* counting(seen: string[], failAt = Infinity): AsyncGenerator<number> {
  try {
    for (let i = 1; i <= 3; i++) {
      if (i === failAt) throw new Error(`No ${i}.`);
      seen.push(`read ${i}`);
      yield i;
    }
  } finally {
    seen.push('closed');
  }
}

describe('ahead', () => {
  it('fetches the next while one is being worked at', async () => {
    const seen: string[] = [];

    for await (const i of ahead(counting(seen))) seen.push(`work at ${i}`);

    expect(seen).toEqual(['read 1', 'read 2', 'work at 1', 'read 3', 'work at 2', 'closed', 'work at 3']);
  });

  it('has what was read before a failure worked at first', async () => {
    const seen: string[] = [];

    const working = (async () => {
      for await (const i of ahead(counting(seen, 2))) seen.push(`work at ${i}`);
    })();

    await expect(working).rejects.toThrow('No 2.');
    expect(seen).toEqual(['read 1', 'closed', 'work at 1']);
  });

  it('closes what it reads from when the work ends early', async () => {
    const seen: string[] = [];

    for await (const _ of ahead(counting(seen))) break;

    expect(seen.at(-1)).toBe('closed');
  });
});
