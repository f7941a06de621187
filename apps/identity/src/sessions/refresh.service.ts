import { Clock } from '@clientele/config';
import { Database, statement, type Tx } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { AccountsQueries } from './accounts.queries';
import { actingThrough, type Holder, type OpenSession } from './holder.domain';
import { type Chain, idleUntil, judge } from './refresh-token.domain';
import { type RefreshSecret, RefreshSecretsService } from './refresh-secrets.service';

interface ChainRow extends Chain, Record<string, unknown> {
  readonly hash: Buffer;
  readonly sessionId: string;
  readonly atShopId: string | null;
  readonly linkId: string | null;
  readonly contactId: string | null;
  readonly employeeId: string | null;
}

/** What a good refresh token leads to. */
export interface Refreshed {
  readonly holder: Holder;
  readonly session: OpenSession;
  readonly successor: RefreshSecret;
}

const lockChain = statement<ChainRow>(
  'refresh-tokens-lock',
  `SELECT t.generation, t.hash, t.rotated_at AS "rotatedAt", t.expires_at AS "expiresAt", t.link_id AS "linkId",
          s.id AS "sessionId", s.expires_at AS "sessionExpiresAt", s.contact_id AS "contactId",
          s.employee_id AS "employeeId", s.at_shop_id AS "atShopId"
   FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.id = $1 FOR UPDATE OF t`,
);

const rotate = statement(
  'refresh-tokens-rotate',
  'UPDATE refresh_tokens SET generation = $2, hash = $3, rotated_at = $4, expires_at = $5 WHERE id = $1',
);

const end = statement('sessions-end', 'DELETE FROM sessions WHERE id = $1');

const HOUR_MS = 3_600_000;

/** Uses up refresh tokens. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly secrets: RefreshSecretsService,
    private readonly accounts: AccountsQueries,
  ) {}

  /** Uses a token; undefined if it is not good. One that was used before ends its session. */
  async use(token: string): Promise<Refreshed | undefined> {
    const presented = this.secrets.read(token);
    return presented && this.db.transaction((tx) => this.useWithin(tx, presented));
  }

  /** Ends the session of a token, if it is one. */
  async end(token: string): Promise<void> {
    const presented = this.secrets.read(token);
    if (!presented) return;
    await this.db.transaction(async (tx) => {
      const chain = await this.authentic(tx, presented);
      if (chain) await end.rows(tx, [chain.sessionId]);
    });
  }

  private async useWithin(tx: Tx, presented: RefreshSecret): Promise<Refreshed | undefined> {
    const chain = await this.authentic(tx, presented);
    if (!chain) return undefined;

    const now = this.clock.now();
    const verdict = judge(presented.generation, chain, now);
    if (verdict === 'reused') await end.rows(tx, [chain.sessionId]);
    if (verdict === 'reused' || verdict === 'over') return undefined;

    const holder = await this.holderOf(tx, chain);
    const successor = this.secrets.successorOf(presented);
    if (verdict === 'rotate' && holder) {
      const hash = this.secrets.hashOf(successor);
      await rotate.rows(tx, [successor.id, successor.generation, hash, now, idleUntil(now)]);
    }
    return holder && { holder, session: { id: chain.sessionId, atShopId: chain.atShopId }, successor };
  }

  private async authentic(tx: Tx, presented: RefreshSecret): Promise<ChainRow | undefined> {
    const chain = await lockChain.first(tx, [presented.id]);
    return chain && this.secrets.leadsTo(presented, chain) ? chain : undefined;
  }

  private async holderOf(tx: Tx, { contactId, employeeId, linkId }: ChainRow): Promise<Holder | undefined> {
    if (contactId !== null) {
      const contact = await this.accounts.contactById(contactId, tx);
      return contact && actingThrough(contact, linkId);
    }
    const employee = employeeId === null ? undefined : await this.accounts.employeeById(employeeId, tx);
    return employee?.enabled ? employee : undefined;
  }

  @LooksEvery(HOUR_MS)
  async forget(): Promise<void> {
    const now = this.clock.now();
    await this.db.manager.query('DELETE FROM refresh_tokens WHERE expires_at <= $1', [now]);
    await this.db.manager.query(
      `DELETE FROM sessions s
       WHERE expires_at <= $1 OR NOT EXISTS (SELECT FROM refresh_tokens t WHERE t.session_id = s.id)`,
      [now],
    );
  }
}
