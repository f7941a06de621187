import { newId, type Origin } from '@clientele/contracts';
import { TOKEN_SECONDS } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { withPassword } from '../passwords/standing-password.sql';
import { AccessTokensService } from '../signing-keys/access-tokens.service';
import { claimsOf, type Holder, type OpenSession } from './holder.domain';
import { idleUntil, sessionEnd } from './refresh-token.domain';
import { type RefreshSecret, RefreshSecretsService } from './refresh-secrets.service';
import { CredentialsNotValid, SessionOver } from './sessions.problems';
import type { TokensView } from './sessions.views';

// Waits for whoever is about to replace the password and end the sessions, and then finds that it was another one.
const open = statement<{ id: string }>(
  'sessions-open',
  `WITH account AS (${withPassword('$2', '$3', '$14')}), session AS (
     INSERT INTO sessions (id, contact_id, employee_id, created_at, expires_at, address, user_agent, at_shop_id)
     SELECT $1, $2, $3, $4, $5, $11, $12, $13 FROM account RETURNING id)
   INSERT INTO refresh_tokens (id, session_id, link_id, generation, hash, rotated_at, expires_at)
   SELECT $6, session.id, $7, $8, $9, $4, $10 FROM session RETURNING id`,
);

const join = statement<{ id: string }>(
  'sessions-join',
  `INSERT INTO refresh_tokens (id, session_id, link_id, generation, hash, rotated_at, expires_at)
   SELECT $2, s.id, $4, $5, $6, $7, $8 FROM sessions s
   WHERE s.id = $1 AND s.contact_id = $3 AND s.expires_at > $7
   RETURNING id`,
);

/** Opens sessions and gives out their tokens. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly secrets: RefreshSecretsService,
    private readonly accessTokens: AccessTokensService,
  ) {}

  /**
   * A new session of somebody whose password was verified, at one of the shops that share customers; null: at the main one.
   * Who has another password by now is not let in.
   */
  async open(
    holder: Holder & { readonly passwordHash: string | null },
    { address, userAgent }: Origin,
    atShopId: string | null,
  ): Promise<TokensView> {
    const now = this.clock.now();
    const [sessionId, secret] = [newId(), this.secrets.create(newId())];
    const [contactId, employeeId] = holder.kind === 'contact' ? [holder.id, null] : [null, holder.id];
    const opened = await this.db.transaction((tx) =>
      open.first(tx, [
        ...[sessionId, contactId, employeeId, now, sessionEnd(now)],
        ...[secret.id, linkOf(holder), secret.generation, this.secrets.hashOf(secret), idleUntil(now)],
        ...[address, userAgent?.slice(0, 400), atShopId, holder.passwordHash],
      ]),
    );
    if (!opened) throw new CredentialsNotValid();
    return this.tokens(holder, { id: sessionId, atShopId }, secret);
  }

  /** Tokens of the same session for another customer; those it gave before stay good, for other tabs. */
  async join(holder: Holder, session: OpenSession): Promise<TokensView> {
    const now = this.clock.now();
    const secret = this.secrets.create(newId());
    const joined = await this.db.transaction((tx) =>
      join.first(tx, [
        ...[session.id, secret.id, holder.id, linkOf(holder)],
        ...[secret.generation, this.secrets.hashOf(secret), now, idleUntil(now)],
      ]),
    );
    if (!joined) throw new SessionOver();
    return this.tokens(holder, session, secret);
  }

  /** What is handed out. */
  async tokens(holder: Holder, session: OpenSession, secret: RefreshSecret): Promise<TokensView> {
    return {
      accessToken: await this.accessTokens.issue(claimsOf(holder, session)),
      refreshToken: this.secrets.write(secret),
      tokenType: 'Bearer',
      expiresIn: TOKEN_SECONDS,
    };
  }
}

const linkOf = (holder: Holder): string | null =>
  holder.kind === 'contact' ? (holder.actingFor?.linkId ?? null) : null;
