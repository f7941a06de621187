import { afterTry, answerAfter, blockedUntil, isFamiliar, type Lane } from './login-attempt.domain';

const now = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const laneOf = (tries: number): Lane => ({ tries, blockedUntil: null, touchedAt: now });
const delayAfter = (tries: number): number =>
  ((afterTry(laneOf(tries), 10, now).blockedUntil ?? now).getTime() - now.getTime()) / 1_000;

describe('the delay of log-ins', () => {
  it('comes after the free tries, doubles and has an end', () => {
    expect([0, 9, 10, 11, 12, 18, 19, 20, 1_000].map(delayAfter)).toEqual([
      0, 0, 1, 2, 4, 256, 512, 900, 900,
    ]);
  });

  it('blocks until it is over', () => {
    const lane = afterTry(laneOf(10), 10, now);

    expect(blockedUntil(lane, now)).toEqual(later(1));
    expect(blockedUntil(lane, later(1))).toBeUndefined();
    expect(blockedUntil(undefined, now)).toBeUndefined();
  });

  it('is forgotten after a day without tries', () => {
    expect(afterTry(laneOf(1_000), 10, later(86_400))).toEqual({
      tries: 1,
      blockedUntil: null,
      touchedAt: later(86_400),
    });
  });
});

describe('an address', () => {
  it('is familiar for ninety days after a success', () => {
    expect(isFamiliar(now, later(89 * 86_400))).toBe(true);
    expect(isFamiliar(now, later(90 * 86_400))).toBe(false);
    expect(isFamiliar(null, now)).toBe(false);
  });
});

describe('a refusal', () => {
  it('is answered at the next quarter of a second', () => {
    expect([0, 60, 249, 250, 300].map(answerAfter)).toEqual([250, 190, 1, 250, 200]);
  });
});
