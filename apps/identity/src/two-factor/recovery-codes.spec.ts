import { hashOfCode, newRecoveryCodes } from './recovery-codes';

describe('recovery codes', () => {
  it('are ten, all different, of eighty bits', () => {
    const codes = newRecoveryCodes();

    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  });

  it('may be typed with or without groups', () => {
    expect(hashOfCode(' ABCD efgh-ijkm npqr').equals(hashOfCode('abcd-efgh-ijkm-npqr'))).toBe(true);
    expect(hashOfCode('abcd').equals(hashOfCode('abce'))).toBe(false);
  });
});
