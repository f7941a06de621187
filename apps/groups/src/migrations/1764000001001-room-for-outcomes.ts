import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoomForOutcomes1764000001001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Each row is written twice; where its page has room for that, no index is.
    await db.query('ALTER TABLE membership_batch_rows SET (fillfactor = 45)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE membership_batch_rows RESET (fillfactor)');
  }
}
