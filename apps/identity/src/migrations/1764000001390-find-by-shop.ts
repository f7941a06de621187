import { ANNOUNCED_SEGMENTS, seenCustomersView } from '@clientele/sight';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// A shop and its main one are looked for together, so that nobody is registered with strangers; null is the main one itself.
export class FindByShop1764000001390 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops ADD CONSTRAINT shops_id_main_shop_id_key UNIQUE (id, main_shop_id);
      ALTER TABLE customers DROP CONSTRAINT customers_registered_shop_id_fkey;
      ALTER TABLE customers ADD CONSTRAINT customers_registered_shop_id_fkey
        FOREIGN KEY (registered_shop_id, shop_id) REFERENCES shops (id, main_shop_id);
      CREATE INDEX customers_registered_shop_id_idx ON customers (registered_shop_id, id)
        WHERE registered_shop_id IS NOT NULL;
      -- In the order in which customers come, so that a new one is written to the end.
      CREATE INDEX customers_shop_id_main_idx ON customers (shop_id, id) WHERE registered_shop_id IS NULL;
    `);
    await db.query(seenCustomersView('customer_groups', ANNOUNCED_SEGMENTS, OF_SHOPS));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups', ANNOUNCED_SEGMENTS));
    await db.query(`
      DROP INDEX customers_registered_shop_id_idx, customers_shop_id_main_idx;
      ALTER TABLE customers DROP CONSTRAINT customers_registered_shop_id_fkey;
      ALTER TABLE customers ADD CONSTRAINT customers_registered_shop_id_fkey
        FOREIGN KEY (registered_shop_id) REFERENCES shops;
      ALTER TABLE shops DROP CONSTRAINT shops_id_main_shop_id_key;
    `);
  }
}

const OF_SHOPS =
  '(SELECT id AS customer_id, registered_shop_id FROM customers) g ON g.registered_shop_id = d.target_id';
