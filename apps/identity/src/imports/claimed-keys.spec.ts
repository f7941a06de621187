import { ClaimedKeys } from './claimed-keys';

describe('ClaimedKeys', () => {
  afterEach(() => jest.restoreAllMocks());

  it('tells the first row that has a key, however many there are', () => {
    const keys = new ClaimedKeys();
    const all = Array.from({ length: 20_000 }, (_, i) => `email ${i}@example.com`);
    const claimed = all.map((key, i) => keys.claim(key, i + 2));

    const again = all.map((key) => keys.claim(key, 99_999));

    expect(claimed).toEqual(all.map((_, i) => i + 2));
    expect(again).toEqual(claimed);
  });

  it('keeps no more than there is room for', () => {
    jest.replaceProperty(ClaimedKeys, 'most', 2);
    const keys = new ClaimedKeys();

    expect(['a', 'b', 'c', 'b', 'c'].map((key, i) => keys.claim(key, i + 2))).toEqual([
      2,
      3,
      undefined,
      3,
      undefined,
    ]);
  });
});
