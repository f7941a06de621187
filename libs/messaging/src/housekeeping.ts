import { Database, DatabaseStartup } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

const HOUR_MS = 3_600_000;
const BATCH = 10_000;

/**
 * Forgets what nobody will ask for again: published events after a week (until then any range can be
 * published anew), inbox marks after 30 days, which is longer than a stream keeps the event.
 */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly db: Database,
    private readonly startup: DatabaseStartup,
  ) {}

  @Interval(HOUR_MS)
  async forget(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    await this.deleteOld('outbox', "published_at < now() - interval '7 days'");
    await this.deleteOld('inbox', "received_at < now() - interval '30 days'");
    await this.deleteOld('suspects', "begun_at < now() - interval '30 days'");
  }

  private async deleteOld(table: 'outbox' | 'inbox' | 'suspects', condition: string): Promise<void> {
    let deleted: number;
    do {
      const [, count] = await this.db.manager.query<[unknown, number]>(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH}))`,
      );
      deleted = count;
    } while (deleted === BATCH);
  }
}
