import { Clock } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config';
import { isOutdated, keptSince, monthsAhead, type VisitMonth } from './visit-months.domain';

/** Visits that nobody can go on with. */
const FORGOTTEN = "interval '1 day'";

/** Makes the months that visits are kept in, and lets go of those that are too old. */
@Injectable()
export class VisitMonths {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: IdentityConfig,
  ) {}

  /** One process at a time; the others have nothing left to do. */
  async keep(): Promise<void> {
    const now = this.clock.now();
    const since = keptSince(now, this.config.visitsRetentionMonths);
    await this.db.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('clientele visits'))");
      const there = await monthTables(tx);
      for (const month of monthsAhead(now)) if (!there.includes(month.table)) await make(tx, month);
      for (const table of there) if (isOutdated(table, since)) await tx.query(`DROP TABLE ${table}`);
      await tx.query('DELETE FROM visits_default WHERE started_at < $1', [since]);
      await tx.query(`DELETE FROM latest_visits WHERE last_seen_at < $1::timestamptz - ${FORGOTTEN}`, [now]);
    });
  }
}

async function monthTables(tx: Tx): Promise<string[]> {
  const rows: { name: string }[] = await tx.query(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'visits'::regclass ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

// Visits that came while there was no such month are moved there; Postgres would not take the month otherwise.
async function make(tx: Tx, { table, from, to }: VisitMonth): Promise<void> {
  const range = `started_at >= '${from}T00:00:00Z' AND started_at < '${to}T00:00:00Z'`;
  await tx.query(`CREATE TABLE ${table} (LIKE visits INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  await tx.query(`
    WITH moved AS (DELETE FROM visits_default WHERE ${range} RETURNING *)
    INSERT INTO ${table} SELECT * FROM moved`);
  await tx.query(
    `ALTER TABLE visits ATTACH PARTITION ${table} FOR VALUES FROM ('${from}T00:00:00Z') TO ('${to}T00:00:00Z')`,
  );
}
