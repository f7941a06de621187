import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindVisitorsCarts1764000001160 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'CREATE INDEX customer_carts_visitors_idx ON customer_carts (cart_id) WHERE customer_id IS NULL',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX customer_carts_visitors_idx');
  }
}
