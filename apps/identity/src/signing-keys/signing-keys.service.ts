import { newId } from '@clientele/contracts';
import { Clock } from '@clientele/config';
import { Database, DatabaseStartup, Seed, statement, type Tx } from '@clientele/database';
import { TOKEN_ALGORITHM } from '@clientele/auth';
import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { SecretsService } from '../secrets/secrets.service';
import { expiryOf, isDue, usableFrom } from './signing-key.domain';
import { SigningKey } from './signing-key.entity';
import { NextKeyTooYoung } from './signing-keys.problems';
import type { RotationView } from './signing-keys.views';

const lock = statement('signing-keys-lock', `SELECT pg_advisory_xact_lock(hashtext('signing keys'))`);

/** Makes the keys that sign access tokens and replaces them without downtime. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly db: Database,
    private readonly startup: DatabaseStartup,
    private readonly clock: Clock,
    private readonly secrets: SecretsService,
  ) {}

  /** The first two keys. Nobody can know one without the other, so the next may be used at once. */
  @Seed({})
  async seed(tx: Tx): Promise<void> {
    if ((await tx.count(SigningKey)) > 0) return;
    const now = this.clock.now();
    await tx.insert(SigningKey, { ...(await this.make(now)), state: 'active', activatedAt: now });
    await tx.insert(SigningKey, await this.make(now));
  }

  /** The next key takes over; the old one goes on verifying the tokens it signed. */
  async rotate(): Promise<RotationView> {
    const rotated = await this.replace(() => true);
    if (!rotated) throw new NextKeyTooYoung({ detail: 'It may sign 20 minutes after the rotation before.' });
    return rotated;
  }

  @Cron(CronExpression.EVERY_HOUR)
  async rotateWhenDue(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    await this.db.manager.query('DELETE FROM signing_keys WHERE expires_at <= $1', [this.clock.now()]);
    await this.replace(({ activatedAt }) => activatedAt !== null && isDue(activatedAt, this.clock.now()));
  }

  // One replica at a time; who comes second finds a next key that is too young.
  private async replace(wanted: (active: SigningKey) => boolean): Promise<RotationView | undefined> {
    const now = this.clock.now();
    const fresh = await this.make(usableFrom(now));
    return this.db.transaction(async (tx) => {
      await lock.rows(tx);
      const active = await tx.findOneByOrFail(SigningKey, { state: 'active' });
      const next = await tx.findOneByOrFail(SigningKey, { state: 'next' });
      if (next.usableAt > now || !wanted(active)) return undefined;

      await tx.update(SigningKey, { id: active.id }, { state: 'retired', expiresAt: expiryOf(now) });
      await tx.update(SigningKey, { id: next.id }, { state: 'active', activatedAt: now });
      await tx.insert(SigningKey, fresh);
      return { activeKeyId: next.id, nextKeyId: fresh.id };
    });
  }

  private async make(usableAt: Date) {
    const id = newId();
    const { privateKey, publicKey } = await generateKeyPair(TOKEN_ALGORITHM, { extractable: true });
    return {
      id,
      state: 'next' as const,
      publicJwk: await exportJWK(publicKey),
      privateKey: this.secrets.encrypt(await exportPKCS8(privateKey), `signing key ${id}`),
      usableAt,
      activatedAt: null,
      expiresAt: null,
    };
  }
}
