import { Secret } from 'otpauth';
import { newSecret, stepOf, uriOf } from './totp';

/** The secret of RFC 6238, appendix B; its codes have eight digits, of which ours are the last six. */
const secret = Secret.fromLatin1('12345678901234567890').base32;
const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('codes by time', () => {
  it.each([
    [59, '94287082', 1],
    [1_111_111_109, '07081804', 37_037_036],
    [1_111_111_111, '14050471', 37_037_037],
    [1_234_567_890, '89005924', 41_152_263],
    [2_000_000_000, '69279037', 66_666_666],
    [20_000_000_000, '65353130', 666_666_666],
  ])('are those of RFC 6238 at %i', (seconds, code, step) => {
    expect(stepOf(secret, code.slice(2), -1, at(seconds))).toBe(step);
  });

  it('are accepted one step early and late, and no more', () => {
    const step = 37_037_036;
    const accepted = [-61, -31, -1, 29, 59, 89].map((seconds) =>
      stepOf(secret, '081804', -1, at(step * 30 + seconds)),
    );

    expect(accepted).toEqual([undefined, undefined, step, step, step, undefined]);
  });

  it('work once, and not after a later one', () => {
    expect(stepOf(secret, '081804', 37_037_036, at(1_111_111_109))).toBeUndefined();
    expect(stepOf(secret, '081804', 37_037_037, at(1_111_111_109))).toBeUndefined();
    expect(stepOf(secret, '081804', 37_037_035, at(1_111_111_109))).toBe(37_037_036);
  });

  it.each(['', '08180', '0818040', 'abcdef', '０８１８０４'])('are not %j', (code) => {
    expect(stepOf(secret, code, -1, at(1_111_111_109))).toBeUndefined();
  });
});

describe('the secret', () => {
  it('has 160 bits and is told to the app with shop and account', () => {
    const fresh = newSecret();

    expect(Secret.fromBase32(fresh).bytes).toHaveLength(20);
    expect(newSecret()).not.toBe(fresh);
    expect(uriOf(fresh, 'Tea & Sons', 'ada@example.com')).toBe(
      `otpauth://totp/Tea%20%26%20Sons:ada%40example.com?issuer=Tea%20%26%20Sons&secret=${fresh}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
