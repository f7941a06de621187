import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddReversals1764000000840 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE purchases
        ADD COLUMN refunded numeric(20,6) NOT NULL DEFAULT 0,
        ADD COLUMN cancelled boolean NOT NULL DEFAULT false;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE purchases DROP COLUMN refunded, DROP COLUMN cancelled');
  }
}
