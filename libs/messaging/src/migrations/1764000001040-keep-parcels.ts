import type { MigrationInterface, QueryRunner } from 'typeorm';

// Not compressed: what is kept for a week and read once is not worth the time.
export class KeepParcels1764000001040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE outbox
        ADD events integer NOT NULL DEFAULT 1 CONSTRAINT outbox_events_check CHECK (events > 0),
        ALTER event SET STORAGE EXTERNAL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE outbox DROP events, ALTER event SET STORAGE EXTENDED');
  }
}
