import { Marks } from './marks';

describe('Marks', () => {
  it('are due when the oldest has waited, or when there are many', () => {
    const marks = new Marks();

    expect(marks.areDue(1_000)).toBe(false);
    marks.add(['1'], 1_000);
    marks.add(['2'], 1_090);
    expect(marks.areDue(1_099)).toBe(false);
    expect(marks.areDue(1_100)).toBe(true);
    marks.made(['1', '2']);
    expect(marks.areDue(1_100)).toBe(false);
    marks.add(
      Array.from({ length: 200 }, (_, i) => String(i)),
      2_000,
    );
    expect(marks.areDue(2_000)).toBe(true);
  });

  it('remember what is published until it is written down', () => {
    const marks = new Marks();
    marks.add(['1', '2'], 0);

    marks.made(['1']);

    expect([...marks.all]).toEqual(['2']);
  });
});
