import type { MigrationInterface, QueryRunner } from 'typeorm';

// Null is the main shop: of all that were there before, and of nearly all. The checks need not look at those.
export class KeepWhereCartsAndOrdersAre1764000001395 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE carts
        ADD at_shop_id uuid,
        ADD CONSTRAINT carts_at_shop_id_check CHECK (at_shop_id <> shop_id) NOT VALID`);
    await db.query(
      'CREATE INDEX carts_at_shop_id_idx ON carts (at_shop_id, updated_at, id) WHERE at_shop_id IS NOT NULL',
    );
    await db.query(`
      ALTER TABLE orders
        ADD at_shop_id uuid,
        ADD CONSTRAINT orders_at_shop_id_check CHECK (at_shop_id <> shop_id) NOT VALID`);
    await db.query(
      'CREATE INDEX orders_at_shop_id_idx ON orders (at_shop_id, placed_at, id) WHERE at_shop_id IS NOT NULL',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE orders DROP at_shop_id');
    await db.query('ALTER TABLE carts DROP at_shop_id');
  }
}
