import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddDefaultCategories1764000000840 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Of lines that were there before, the first category is taken for the default one, which it nearly always is.
    await db.query('ALTER TABLE order_lines ADD COLUMN has_default_category boolean NOT NULL DEFAULT true');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE order_lines DROP COLUMN has_default_category');
  }
}
