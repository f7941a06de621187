import { arrayText } from './array-text';

describe('arrayText', () => {
  it('writes what Postgres reads as an array', () => {
    const date = new Date('2026-11-22T10:00:00Z');

    expect(arrayText(['a-b', 1, true, null, undefined, date])).toBe(
      '{a-b,1,true,NULL,NULL,2026-11-22T10:00:00.000Z}',
    );
    expect(arrayText([])).toBe('{}');
  });
});
