import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexAcceptedPayments1764000000922 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX orders_shop_id_payment_accepted_at_idx ON orders (shop_id, payment_accepted_at, id)
        WHERE payment_accepted_at IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX orders_shop_id_payment_accepted_at_idx');
  }
}
