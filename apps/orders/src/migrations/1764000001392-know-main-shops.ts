import type { MigrationInterface, QueryRunner } from 'typeorm';

// No foreign key: a shop can be told of before its main one.
export class KnowMainShops1764000001392 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_shops ADD main_shop_id uuid');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_shops DROP main_shop_id');
  }
}
