import { isHardToGuess } from './password-strength';

const owner = { email: 'siobhan.obriain@example.com', firstName: 'Siobhán', lastName: 'Ó Briain' };

describe('isHardToGuess', () => {
  it.each(['rather-long-and-hard-to-guess', 'xK9#qL2pTz', 'kaffe-og-te-1', 'Zażółć gęślą jaźń'])(
    'is content with %s',
    async (password) => {
      expect(await isHardToGuess(password, owner)).toBe(true);
    },
  );

  it.each(['password', 'Password123!', '12345678', 'qwertyuiop', 'abcdefgh', 'a'.repeat(128), '19850412'])(
    'is not with %s',
    async (password) => {
      expect(await isHardToGuess(password, owner)).toBe(false);
    },
  );

  it.each(['siobhan.obriain@example.com', 'obriain2026', 'SiobhanObriain'])(
    'is not with %s, which is made of its owner',
    async (password) => {
      expect(await isHardToGuess(password, owner)).toBe(false);
    },
  );

  it('does not take long for the longest', async () => {
    await isHardToGuess('warm', owner);
    const began = performance.now();

    await isHardToGuess('aB3'.repeat(43), owner);

    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
