import { offsetOf } from './test-clock.domain';

describe('offsetOf', () => {
  const realNow = new Date('2026-11-22T12:00:00.000Z');

  it('takes an offset as it is', () => {
    expect(offsetOf({ offsetMs: -5 }, realNow)).toBe(-5);
  });

  it('measures an instant from the real time', () => {
    expect(offsetOf({ now: '2026-11-23T12:00:00.000Z' }, realNow)).toBe(86_400_000);
  });

  it('wants exactly one of the two', () => {
    expect(offsetOf({}, realNow)).toBeUndefined();
    expect(offsetOf({ offsetMs: 0, now: '2026-11-23T12:00:00.000Z' }, realNow)).toBeUndefined();
  });
});
