import { Database } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

/** Forgets answers that are older than the promise to repeat them (24 hours), with a margin. */
@Injectable()
export class IdempotencyHousekeeping {
  private readonly logger = new Logger(IdempotencyHousekeeping.name);

  constructor(private readonly db: Database) {}

  @Interval(600_000)
  async forget(): Promise<void> {
    if (!this.db.source.isInitialized) return;
    await this.db.manager
      .query(`DELETE FROM idempotency_keys WHERE created_at < now() - interval '48 hours'`)
      .catch((error: unknown) => this.logger.warn(`Old answers stay: ${String(error)}`));
  }
}
