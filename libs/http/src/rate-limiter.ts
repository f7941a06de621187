import { Clock } from '@clientele/config';
import { Database, statement } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { LRUCache } from 'lru-cache';
import { TooManyRequests } from './http.problems';

/** So many requests in each window of so many seconds. */
export interface Limit {
  readonly max: number;
  readonly seconds: number;
}

/** So many callers are counted at once; beyond that those who called longest ago are forgotten. */
const MOST_CALLERS = 50_000;
/** Who has used less than this part of a limit is of no interest to the other replicas. */
const WORTH_SHARING = 0.05;

interface Window {
  readonly key: string;
  readonly max: number;
  readonly start: Date;
  readonly endsAt: number;
  /** Hits of all replicas, as far as known here. */
  shared: number;
  /** Hits of this process that the others do not know yet. */
  unshared: number;
}

const hit = statement<{ key: string; hits: number }>(
  'rate-limits-hit',
  `INSERT INTO rate_limits AS r (key, window_start, hits)
   SELECT key, window_start, hits FROM unnest($1::text[], $2::timestamptz[], $3::integer[]) AS h (key, window_start, hits)
   ON CONFLICT (key, window_start) DO UPDATE SET hits = r.hits + excluded.hits
   RETURNING key, hits`,
);

/**
 * Counts requests in fixed windows that all replicas share. A strict limit writes at once and is exact; the
 * general one writes once a second, as a statement per request would cost more than many requests do, and may
 * let a second's worth through on each replica.
 */
@Injectable()
export class RateLimiter {
  private readonly logger = new Logger(RateLimiter.name);
  private readonly windows = new LRUCache<string, Window>({ max: MOST_CALLERS });
  private sharing = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Counts a hit at once; throws `TooManyRequests` beyond the limit. */
  async hit(key: string, limit: Limit): Promise<void> {
    const { start, endsAt } = this.windowAt(limit);
    const counted = await hit.first(this.db, [[key], [start], [1]]);
    if ((counted?.hits ?? 0) > limit.max) throw this.tooMany(endsAt);
  }

  /** Counts a hit that is written later; throws `TooManyRequests` beyond the limit as known here. */
  count(key: string, limit: Limit): void {
    const now = this.clock.now().getTime();
    let window = this.windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { key, max: limit.max, ...this.windowAt(limit), shared: 0, unshared: 0 };
      this.windows.set(key, window);
    }
    window.unshared++;
    if (window.shared + window.unshared > limit.max) throw this.tooMany(window.endsAt);
  }

  /** Tells the other replicas what was counted here, and learns what they counted. */
  @Interval(1_000)
  async share(): Promise<void> {
    if (this.sharing) return;
    this.sharing = true;
    try {
      const windows = this.windowsToShare();
      if (windows.length > 0) await this.exchange(windows);
    } catch {
      this.logger.debug('The request counts could not be shared; they are kept for the next time.');
    } finally {
      this.sharing = false;
    }
  }

  // In one order on every replica: otherwise two could wait for each other's rows.
  private windowsToShare(): Window[] {
    const now = this.clock.now().getTime();
    const windows: Window[] = [];
    for (const window of [...this.windows.values()]) {
      if (window.endsAt <= now) this.windows.delete(window.key);
      else if (window.unshared > 0 && window.shared + window.unshared > window.max * WORTH_SHARING)
        windows.push(window);
    }
    return windows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  private async exchange(windows: readonly Window[]): Promise<void> {
    const counts = windows.map(({ unshared }) => unshared);
    const rows = await hit.rows(this.db, [
      windows.map(({ key }) => key),
      windows.map(({ start }) => start),
      counts,
    ]);
    const shared = new Map(rows.map(({ key, hits }) => [key, hits]));
    windows.forEach((window, i) => {
      window.shared = shared.get(window.key) ?? window.shared;
      window.unshared -= counts[i] ?? 0;
    });
  }

  @Interval(60_000)
  async forget(): Promise<void> {
    if (!this.db.source.isInitialized) return;
    await this.db.manager
      .query(`DELETE FROM rate_limits WHERE window_start < $1`, [
        new Date(this.clock.now().getTime() - 86_400_000),
      ])
      .catch((error: unknown) => this.logger.warn(`Old request counts stay: ${String(error)}`));
  }

  private windowAt({ seconds }: Limit): { start: Date; endsAt: number } {
    const length = seconds * 1_000;
    const start = Math.floor(this.clock.now().getTime() / length) * length;
    return { start: new Date(start), endsAt: start + length };
  }

  private tooMany(endsAt: number): TooManyRequests {
    const retryAfter = Math.max(1, Math.ceil((endsAt - this.clock.now().getTime()) / 1_000));
    return new TooManyRequests({ detail: `Try again in ${retryAfter} seconds.`, retryAfter });
  }
}
