import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SayWhatChangedMemberships1764000001280 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE membership_changes
        ADD reason text CONSTRAINT membership_changes_reason_check CHECK (reason IN ('batch', 'group-deletion')),
        ADD batch_id uuid,
        ADD segment_id uuid
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE membership_changes DROP reason, DROP batch_id, DROP segment_id');
  }
}
