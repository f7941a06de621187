import { idleUntil, judge, sessionEnd } from './refresh-token.domain';

const noon = new Date('2026-11-22T12:00:00Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);

const chain = {
  generation: 5,
  rotatedAt: noon,
  expiresAt: idleUntil(noon),
  sessionExpiresAt: sessionEnd(noon),
};

describe('judge', () => {
  it('rotates the current token', () => {
    expect(judge(5, chain, after(300))).toBe('rotate');
  });

  it('gives the same successor again for ten seconds', () => {
    expect(judge(4, chain, after(10))).toBe('repeat');
    expect(judge(4, chain, after(10.001))).toBe('reused');
  });

  it('takes an older token for stolen at once', () => {
    expect(judge(3, chain, noon)).toBe('reused');
  });

  it('ends a session that was idle for a week', () => {
    expect(judge(5, chain, after(7 * 86_400 - 1))).toBe('rotate');
    expect(judge(5, chain, after(7 * 86_400))).toBe('over');
  });

  it('ends a session after 30 days, however much it was used', () => {
    const used = { ...chain, expiresAt: after(31 * 86_400), rotatedAt: after(30 * 86_400 - 10) };

    expect(judge(5, used, after(30 * 86_400))).toBe('over');
  });
});
