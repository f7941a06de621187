import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IncludeSubcategories1764000000902 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE category_discounts ADD COLUMN include_subcategories boolean NOT NULL DEFAULT false',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE category_discounts DROP COLUMN include_subcategories');
  }
}
