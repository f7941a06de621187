import { Clock, type ProcessConfig } from '@clientele/config';
import { jwtVerify } from 'jose';
import { TokenExpired } from './auth.problems';
import { Keys } from './keys';
import { TokenVerifier } from './token-verifier';

// Ten thousand real signatures would take seconds. What is refused is tested over HTTP with real ones.
jest.mock('jose', () => ({ ...jest.requireActual<object>('jose'), jwtVerify: jest.fn() }));

describe('TokenVerifier', () => {
  const checked = jest.mocked(jwtVerify);
  let clock: Clock;
  let verifier: TokenVerifier;

  beforeEach(() => {
    clock = new Clock();
    verifier = new TokenVerifier(new Keys({} as ProcessConfig), clock);
    checked.mockReset().mockImplementation((async (token: string) => ({
      payload: { sub: token, kind: 'visitor', shp: 'shop', exp: Math.floor(Date.now() / 1_000) + 300 },
    })) as unknown as typeof jwtVerify);
  });

  it('checks a token once and then answers without waiting', async () => {
    const first = await verifier.verify('token');

    expect(verifier.verify('token')).toBe(first);
    expect(first).toEqual({ kind: 'visitor', id: 'token', shopId: 'shop' });
    expect(checked).toHaveBeenCalledTimes(1);
  });

  it('forgets a token when its time is over', async () => {
    await verifier.verify('token');
    clock.setOffset(300_000);

    expect(() => verifier.verify('token')).toThrow(TokenExpired);

    void verifier.verify('token');
    expect(checked).toHaveBeenCalledTimes(2);
  });

  it('remembers no token that was refused', async () => {
    checked.mockRejectedValueOnce(new Error('no'));

    await expect(verifier.verify('token')).rejects.toThrow('no');
    await verifier.verify('token');

    expect(checked).toHaveBeenCalledTimes(2);
  });

  it('remembers ten thousand tokens, and forgets the one that was not seen for longest', async () => {
    for (let i = 0; i < 10_000; i++) await verifier.verify(`token ${i}`);
    await verifier.verify('token 0');
    await verifier.verify('one more');
    expect(checked).toHaveBeenCalledTimes(10_001);

    await verifier.verify('token 0');
    await verifier.verify('token 1');

    expect(checked).toHaveBeenCalledTimes(10_002);
  });
});
