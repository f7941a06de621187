import { IdentityConfig } from '../identity.config';
import { SecretsService } from './secrets.service';

const secretsWith = (byte: number): SecretsService =>
  new SecretsService(
    Object.assign(new IdentityConfig(), { secretsKey: Buffer.alloc(32, byte).toString('base64') }),
  );

describe('SecretsService', () => {
  const secrets = secretsWith(1);

  it('reads back what it encrypted, and encrypts nothing twice alike', () => {
    const [sealed, again] = [secrets.encrypt('hush', 'a'), secrets.encrypt('hush', 'a')];

    expect(secrets.decrypt(sealed, 'a')).toBe('hush');
    expect(sealed.equals(again)).toBe(false);
    expect(sealed.includes('hush')).toBe(false);
  });

  it('refuses another place, another key, altered text and an unknown version', () => {
    const sealed = secrets.encrypt('hush', 'a');
    const altered = Buffer.from(sealed);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;

    expect(() => secrets.decrypt(sealed, 'b')).toThrow('authenticate');
    expect(() => secretsWith(2).decrypt(sealed, 'a')).toThrow('authenticate');
    expect(() => secrets.decrypt(altered, 'a')).toThrow('authenticate');
    expect(() => secrets.decrypt(Buffer.concat([Buffer.of(9), sealed.subarray(1)]), 'a')).toThrow(
      'not known here',
    );
  });

  it('derives a key per purpose', () => {
    expect(secrets.derive('a')).toHaveLength(32);
    expect(secrets.derive('a').equals(secrets.derive('a'))).toBe(true);
    expect(secrets.derive('a').equals(secrets.derive('b'))).toBe(false);
  });
});
