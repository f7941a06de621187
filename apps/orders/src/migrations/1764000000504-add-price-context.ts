import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddPriceContext1764000000504 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE carts ADD COLUMN price_context uuid');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE carts DROP COLUMN price_context');
  }
}
