import { Clock } from '@clientele/config';
import { Database, statement, type Tx } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { afterTry, blockedUntil, FREE_TRIES, isFamiliar, type Lane } from './login-attempt.domain';

/** Whose tries, and from where. */
export interface Tried {
  readonly account: 'contact' | 'employee';
  readonly shopId: string;
  /** In the form in which addresses are compared. */
  readonly email: string;
  readonly network: string;
}

/** The lanes that a try is counted in. */
export interface Lanes {
  /** Of the account alone, or from this network if it is used from there. */
  readonly account: string;
  readonly network: string;
  /** Of the account from this network. */
  readonly pair: string;
}

/** A try may be made, or not before. */
export type Verdict = { readonly lanes: Lanes } | { readonly notBefore: Date };

interface LaneRow extends Lane, Record<string, unknown> {
  readonly key: string;
}

const lastSuccess = statement<{ succeededAt: Date | null }>(
  'login-lanes-last-success',
  'SELECT succeeded_at AS "succeededAt" FROM login_lanes WHERE key = $1',
);
const make = statement(
  'login-lanes-make',
  `INSERT INTO login_lanes (key, tries, touched_at) SELECT key, 0, $2 FROM unnest($1::text[]) AS k (key) ORDER BY key
   ON CONFLICT (key) DO NOTHING`,
);
const lock = statement<LaneRow>(
  'login-lanes-lock',
  `SELECT key, tries, blocked_until AS "blockedUntil", touched_at AS "touchedAt" FROM login_lanes
   WHERE key = ANY ($1) ORDER BY key FOR UPDATE`,
);
const keep = statement(
  'login-lanes-keep',
  `UPDATE login_lanes l SET tries = n.tries, blocked_until = n.blocked_until, touched_at = $4
   FROM unnest($1::text[], $2::integer[], $3::timestamptz[]) AS n (key, tries, blocked_until) WHERE l.key = n.key`,
);
const succeed = statement(
  'login-lanes-succeed',
  `UPDATE login_lanes SET tries = CASE WHEN key = $2 THEN greatest(tries - 1, 0) ELSE 0 END, blocked_until = NULL,
     succeeded_at = CASE WHEN key = $3 THEN $4 ELSE succeeded_at END, touched_at = $4
   WHERE key = ANY ($1)`,
);
const giveBack = statement(
  'login-lanes-give-back',
  'UPDATE login_lanes SET tries = greatest(tries - 1, 0), blocked_until = NULL WHERE key = ANY ($1)',
);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Counts tries to log in, in the database and so for all replicas. An account has a lane for its owner's addresses each and one
 * for all others: who guesses from elsewhere, from however many addresses, does not keep the owner out.
 */
@Injectable()
export class LoginLanes {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Counts a try before it is made. */
  enter(tried: Tried): Promise<Verdict> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const lanes = await this.lanesOf(tx, tried, now);
      const keys = [lanes.account, lanes.network];
      const rows = await this.lock(tx, keys, now);
      const [blocked] = rows
        .map((row) => blockedUntil(row, now))
        .filter((until) => until !== undefined)
        .toSorted(latestFirst);
      if (blocked) return { notBefore: blocked };

      const tries = rows.map((row) =>
        afterTry(row, row.key === lanes.network ? FREE_TRIES.address : FREE_TRIES.account, now),
      );
      const columns = [tries.map((lane) => lane.tries), tries.map((lane) => lane.blockedUntil)];
      await keep.rows(tx, [rows.map(({ key }) => key), ...columns, now]);
      return { lanes };
    });
  }

  /** The try was a success: the account begins anew, the network gets its try back and is familiar from now on. */
  succeed({ account, network, pair }: Lanes): Promise<void> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const keys = [...new Set([account, network, pair])];
      await this.lock(tx, keys, now);
      await succeed.rows(tx, [keys, network, pair, now]);
    });
  }

  /** The try does not count: it was right as far as it went. */
  giveBack({ account, network }: Lanes): Promise<void> {
    return this.db.transaction(async (tx) => {
      await this.lock(tx, [account, network], this.clock.now());
      await giveBack.rows(tx, [[account, network]]);
    });
  }

  @LooksEvery(HOUR_MS)
  async forget(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.db.manager.query(
      `DELETE FROM login_lanes WHERE touched_at < $1 AND (succeeded_at IS NULL OR succeeded_at < $2)`,
      [new Date(now - DAY_MS), new Date(now - 90 * DAY_MS)],
    );
  }

  private async lanesOf(tx: Tx, { account, shopId, email, network }: Tried, now: Date): Promise<Lanes> {
    const whose = [account, shopId, email];
    const pair = keyOf('pair', ...whose, network);
    const known = await lastSuccess.first(tx, [pair]);
    return {
      account: isFamiliar(known?.succeededAt, now) ? pair : keyOf('account', ...whose),
      network: keyOf('network', account, shopId, network),
      pair,
    };
  }

  // Always in the order of their keys, so that nobody waits for somebody who waits for him.
  private async lock(tx: Tx, keys: readonly string[], now: Date): Promise<LaneRow[]> {
    await make.rows(tx, [keys, now]);
    return lock.rows(tx, [keys]);
  }
}

// What people type into the field of the address, a password among it, is of no use to a reader of the table.
const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

const latestFirst = (a: Date, b: Date): number => b.getTime() - a.getTime();
