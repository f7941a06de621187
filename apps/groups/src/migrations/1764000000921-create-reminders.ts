import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReminders1764000000921 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE memberships ADD COLUMN reminded_for timestamptz;
      -- Holds those only of whose end nobody was reminded, so it is as small as the days before it are few.
      CREATE INDEX memberships_not_reminded_idx ON memberships (expires_at)
        WHERE expires_at IS NOT NULL AND reminded_for IS DISTINCT FROM expires_at;
      ALTER TABLE auto_assignments ADD COLUMN reminder_days integer
        CONSTRAINT auto_assignments_reminder_days_check CHECK (reminder_days BETWEEN 0 AND 365);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auto_assignments DROP COLUMN reminder_days;
      ALTER TABLE memberships DROP COLUMN reminded_for;
    `);
  }
}
