import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomerShops1764000001388 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A projection: facts of another service, in whatever order they come, so without foreign keys.
    await db.query(`
      CREATE TABLE customer_shops (
        customer_id        uuid CONSTRAINT customer_shops_pkey PRIMARY KEY,
        registered_shop_id uuid NOT NULL
      );
      CREATE INDEX customer_shops_registered_shop_id_idx ON customer_shops (registered_shop_id, customer_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE customer_shops');
  }
}
