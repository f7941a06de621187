import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCarts1763000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE carts (
        id                 uuid CONSTRAINT carts_pkey PRIMARY KEY,
        shop_id            uuid NOT NULL,
        number             bigserial,
        visitor_id         uuid,
        customer_id        uuid,
        contact_id         uuid,
        state              text NOT NULL CONSTRAINT carts_state_check CHECK (state IN ('active', 'ordered')),
        currency           text CONSTRAINT carts_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
        lines              integer NOT NULL,
        total_tax_excluded numeric(20,6) NOT NULL,
        total_tax_included numeric(20,6) NOT NULL,
        version            integer NOT NULL,
        created_at         timestamptz NOT NULL,
        updated_at         timestamptz NOT NULL,
        CONSTRAINT carts_owner_check CHECK (num_nonnulls(visitor_id, customer_id) = 1)
      );
      CREATE UNIQUE INDEX carts_number_key ON carts (number);
      CREATE INDEX carts_customer_id_idx ON carts (customer_id, updated_at, id);
      CREATE INDEX carts_visitor_id_idx ON carts (visitor_id, updated_at, id);
      CREATE INDEX carts_shop_id_updated_at_idx ON carts (shop_id, updated_at, id);
      CREATE INDEX carts_shop_id_created_at_idx ON carts (shop_id, created_at, id);
      CREATE INDEX carts_shop_id_total_tax_included_idx ON carts (shop_id, total_tax_included, id);

      CREATE TABLE cart_lines (
        id                uuid CONSTRAINT cart_lines_pkey PRIMARY KEY,
        cart_id           uuid NOT NULL CONSTRAINT cart_lines_cart_id_fkey REFERENCES carts ON DELETE CASCADE,
        shop_id           uuid NOT NULL,
        product_id        text NOT NULL,
        quantity          integer NOT NULL CONSTRAINT cart_lines_quantity_check CHECK (quantity BETWEEN 1 AND 1000000),
        unit_tax_excluded numeric(20,6) NOT NULL,
        unit_tax_included numeric(20,6) NOT NULL,
        CONSTRAINT cart_lines_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES products
      );
      CREATE UNIQUE INDEX cart_lines_cart_id_product_id_key ON cart_lines (cart_id, product_id);
      CREATE INDEX cart_lines_shop_id_product_id_idx ON cart_lines (shop_id, product_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE cart_lines, carts');
  }
}
