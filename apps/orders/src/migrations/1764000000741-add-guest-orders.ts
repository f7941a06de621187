import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddGuestOrders1764000000741 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Either a contact orders, or a guest: by its checkout, which is good for one order.
      ALTER TABLE orders
        ADD visitor_id uuid,
        ALTER contact_id DROP NOT NULL,
        ADD CONSTRAINT orders_visitor_id_check CHECK (num_nonnulls(contact_id, visitor_id) = 1);
      CREATE UNIQUE INDEX orders_visitor_id_key ON orders (visitor_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE orders DROP COLUMN visitor_id;
      UPDATE orders SET contact_id = customer_id WHERE contact_id IS NULL;
      ALTER TABLE orders ALTER contact_id SET NOT NULL;
    `);
  }
}
