import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddPricePolicy1764000000970 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE group_settings ADD COLUMN price_policy text NOT NULL DEFAULT 'default-group'
        CONSTRAINT group_settings_price_policy_check CHECK (price_policy IN ('default-group', 'best-price', 'group-order'))
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE group_settings DROP COLUMN price_policy');
  }
}
