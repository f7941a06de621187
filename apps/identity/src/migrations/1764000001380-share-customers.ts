import type { MigrationInterface, QueryRunner } from 'typeorm';

// What is null is the main shop: of customers and sessions that were there before, and of nearly all.
export class ShareCustomers1764000001380 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops
        ADD main_shop_id uuid CONSTRAINT shops_main_shop_id_fkey REFERENCES shops,
        ADD CONSTRAINT shops_main_shop_id_check CHECK (main_shop_id <> id)`);
    await db.query(`
      ALTER TABLE customers
        ADD registered_shop_id uuid CONSTRAINT customers_registered_shop_id_fkey REFERENCES shops`);
    await db.query(
      'ALTER TABLE sessions ADD at_shop_id uuid CONSTRAINT sessions_at_shop_id_fkey REFERENCES shops',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sessions DROP at_shop_id');
    await db.query('ALTER TABLE customers DROP registered_shop_id');
    await db.query('ALTER TABLE shops DROP main_shop_id');
  }
}
