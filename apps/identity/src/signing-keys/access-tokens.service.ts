import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_SECONDS, TOKEN_TYPE } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { type AccessClaims, newId } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { type CryptoKey, importPKCS8, SignJWT } from 'jose';
import { SecretsService } from '../secrets/secrets.service';

interface Signer {
  readonly id: string;
  readonly key: CryptoKey;
}

/** How long a replica may sign with a key that another one has retired. */
const REMEMBERED_MS = 30_000;

const active = statement<{ id: string; private_key: Buffer }>(
  'signing-keys-active',
  `SELECT id, private_key FROM signing_keys WHERE state = 'active'`,
);

/** Signs access tokens with the key that is active. */
@Injectable()
export class AccessTokensService {
  private signer?: Signer;
  private readAt = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly secrets: SecretsService,
  ) {}

  /** A token with these claims, good for five minutes unless told otherwise. */
  async issue({ sub, ...claims }: AccessClaims, seconds = TOKEN_SECONDS): Promise<string> {
    const { id, key } = await this.currentSigner();
    const now = Math.floor(this.clock.now().getTime() / 1_000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid: id })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setSubject(sub)
      .setJti(newId())
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  }

  private async currentSigner(): Promise<Signer> {
    const now = this.clock.now().getTime();
    if (this.signer && Math.abs(now - this.readAt) < REMEMBERED_MS) return this.signer;
    const row = await active.first(this.db);
    if (!row) throw new Error('There is no signing key.');
    if (row.id !== this.signer?.id) {
      const pem = this.secrets.decrypt(row.private_key, `signing key ${row.id}`);
      this.signer = { id: row.id, key: await importPKCS8(pem, TOKEN_ALGORITHM) };
    }
    this.readAt = now;
    return this.signer;
  }
}
