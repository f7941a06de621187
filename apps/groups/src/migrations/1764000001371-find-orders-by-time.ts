import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindOrdersByTime1764000001371 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX customer_orders_placed_at_idx ON customer_orders (placed_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX customer_orders_placed_at_idx');
  }
}
