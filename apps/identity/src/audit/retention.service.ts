import { Database, Seed, statement, type Tx } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable, Logger } from '@nestjs/common';
import { IdentityConfig } from '../identity.config';
import { AUDIT_MONTHS } from './audit-months.sql';

const HOUR_MS = 3_600_000;
const BATCH = 10_000;

const make = statement(
  'audit-months-make',
  `SELECT make_audit_month(now() + n * interval '31 days') FROM generate_series(0, 2) AS n`,
);

const over = statement<{ name: string }>(
  'audit-months-over',
  `SELECT name FROM (${AUDIT_MONTHS}) AS months
   WHERE first + interval '1 month' < now() - $1::integer * interval '1 month' ORDER BY first`,
);

// Only the beginning, up to the link before the first that is kept: what is left is a chain.
const unlink = statement<{ link: string }>(
  'audit-links-prune',
  `DELETE FROM audit_links WHERE link = ANY (ARRAY(
     SELECT link FROM audit_links
     WHERE link < (SELECT min(link) - 1 FROM audit_links
                   WHERE recorded_at >= (SELECT min(first) FROM (${AUDIT_MONTHS}) AS months))
     ORDER BY link LIMIT ${BATCH}))
   RETURNING link`,
);

/** Makes the log's months in advance, and drops whole months when their retention is over. */
@Injectable()
export class RetentionService {
  private readonly logger = new Logger(RetentionService.name);

  constructor(
    private readonly config: IdentityConfig,
    private readonly db: Database,
  ) {}

  @Seed({})
  async seed(tx: Tx): Promise<void> {
    await make.rows(tx);
  }

  @LooksEvery(HOUR_MS)
  async keep(): Promise<void> {
    await make.rows(this.db).catch((error: unknown) => this.logger.error(error));
    for (const { name } of await over.rows(this.db, [this.config.auditRetentionMonths])) {
      await this.db.manager.query(`DROP TABLE "${name}"`);
      this.logger.log(`The audit log no longer holds ${name}: its retention is over.`);
    }
    while ((await unlink.rows(this.db)).length === BATCH);
  }
}
