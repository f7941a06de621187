import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddAccountMails1764000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mails ADD COLUMN link_id uuid;
      ALTER TABLE mails DROP CONSTRAINT mails_kind_check;
      ALTER TABLE mails ADD CONSTRAINT mails_kind_check CHECK (kind IN ('reply', 'forward', 'account'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM mails WHERE kind = 'account';
      ALTER TABLE mails DROP CONSTRAINT mails_kind_check;
      ALTER TABLE mails ADD CONSTRAINT mails_kind_check CHECK (kind IN ('reply', 'forward'));
      ALTER TABLE mails DROP COLUMN link_id;
    `);
  }
}
