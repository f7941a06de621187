import { Gathering } from './gathering';

describe('Gathering', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Notes portions, each of which is at work until `finish` is called. */
  function gathering(milliseconds: number, most = 3) {
    const portions: (readonly number[])[] = [];
    let finish: () => void = () => undefined;
    const one = new Gathering<number>(milliseconds, most, async (take) => {
      portions.push(take());
      await new Promise<void>((resolve) => (finish = resolve));
    });
    return { one, portions, finish: () => (finish(), jest.advanceTimersByTimeAsync(0)) };
  }

  it('hands on at once what nobody is to wait for, and meanwhile gathers the rest', async () => {
    const { one, portions, finish } = gathering(0);

    for (const item of [1, 2, 3]) one.add(item);
    expect(portions).toEqual([[1]]);
    await finish();

    expect(portions).toEqual([[1], [2, 3]]);
  });

  it('lets the first wait for others', async () => {
    const { one, portions } = gathering(100);

    one.add(1);
    await jest.advanceTimersByTimeAsync(99);
    one.add(2);
    expect(portions).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);

    expect(portions).toEqual([[1, 2]]);
  });

  it('waits no longer than for a whole portion, nor when it is in a hurry', async () => {
    const { one, portions, finish } = gathering(100);

    for (const item of [1, 2, 3, 4]) one.add(item);
    expect(portions).toEqual([[1, 2, 3]]);
    await finish();
    one.hurry();

    expect(portions).toEqual([[1, 2, 3], [4]]);
  });

  it('says when there is room for more', async () => {
    const { one, finish } = gathering(0);
    let hasRoom = false;

    for (const item of [1, 2, 3, 4, 5]) one.add(item);
    void one.room().then(() => (hasRoom = true));
    await jest.advanceTimersByTimeAsync(0);
    expect(hasRoom).toBe(false);
    await finish();
    await finish();

    expect(hasRoom).toBe(true);
  });

  it('works on one portion at a time, and waits anew for the next', async () => {
    const { one, portions, finish } = gathering(100);

    one.add(1);
    await jest.advanceTimersByTimeAsync(100);
    one.add(2);
    await jest.advanceTimersByTimeAsync(500);
    expect(portions).toEqual([[1]]);
    await finish();
    await jest.advanceTimersByTimeAsync(99);
    expect(portions).toEqual([[1]]);
    await jest.advanceTimersByTimeAsync(1);

    expect(portions).toEqual([[1], [2]]);
  });
});
