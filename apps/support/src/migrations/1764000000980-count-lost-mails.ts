import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountLostMails1764000000980 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE mails ADD COLUMN losses integer NOT NULL DEFAULT 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE mails DROP COLUMN losses`);
  }
}
