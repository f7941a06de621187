import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SortByUpdate1764000001320 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX customers_shop_id_updated_at_idx ON customers (shop_id, updated_at, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX customers_shop_id_updated_at_idx');
  }
}
