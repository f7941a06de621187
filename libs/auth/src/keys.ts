import { ProcessConfig } from '@clientele/config';
import { Injectable, Logger } from '@nestjs/common';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { TOKEN_ALGORITHM } from './token';

const FRESH_MS = 10 * 60_000;
const COOLDOWN_MS = 30_000;

/**
 * Identity's public keys. Kept when identity is away, fetched again when they are old or a token names one
 * that is not known, though not more often than the cool-down allows: anybody can write a key id in a token.
 */
@Injectable()
export class Keys {
  private readonly logger = new Logger(Keys.name);
  private keys = new Map<string, CryptoKey>();
  private fetchedAt = 0;
  private triedAt = 0;
  private fetching?: Promise<void>;

  constructor(private readonly config: ProcessConfig) {}

  /** The key with this id, if identity has one. */
  async find(id: string): Promise<CryptoKey | undefined> {
    const cooledDown = Date.now() - this.triedAt > COOLDOWN_MS;
    if (!this.keys.has(id)) {
      // What is being fetched for another token may hold the key of this one.
      if (this.fetching || cooledDown || this.keys.size === 0) await this.fetch();
    } else if (cooledDown && Date.now() - this.fetchedAt > FRESH_MS) void this.fetch();
    return this.keys.get(id);
  }

  /** Whether any key was ever fetched. */
  get known(): boolean {
    return this.keys.size > 0;
  }

  private fetch(): Promise<void> {
    this.fetching ??= this.load().finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async load(): Promise<void> {
    this.triedAt = Date.now();
    try {
      const url = new URL('/.well-known/jwks.json', this.config.identityUrl);
      const response = await fetch(url, { signal: AbortSignal.timeout(3_000), redirect: 'error' });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { keys } = (await response.json()) as { keys: JWK[] };

      const imported = new Map<string, CryptoKey>();
      for (const jwk of keys) {
        if (!jwk.kid || jwk.kty !== 'EC' || jwk.crv !== 'P-256') continue;
        const key = await importJWK(jwk, TOKEN_ALGORITHM);
        if ('type' in key && key.type === 'public') imported.set(jwk.kid, key);
      }
      if (imported.size > 0) {
        this.keys = imported;
        this.fetchedAt = Date.now();
      }
    } catch (error) {
      this.logger.warn(`The keys of access tokens cannot be fetched: ${String(error)}`);
    }
  }
}
