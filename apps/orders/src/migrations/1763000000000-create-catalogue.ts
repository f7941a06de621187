import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCatalogue1763000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE categories (
        shop_id    uuid NOT NULL,
        id         text NOT NULL,
        name       text NOT NULL,
        parent_id  text,
        version    integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT categories_pkey PRIMARY KEY (shop_id, id),
        CONSTRAINT categories_parent_id_fkey FOREIGN KEY (shop_id, parent_id) REFERENCES categories,
        CONSTRAINT categories_parent_id_check CHECK (parent_id <> id)
      );
      CREATE INDEX categories_shop_id_parent_id_idx ON categories (shop_id, parent_id, id);
      CREATE INDEX categories_shop_id_updated_at_idx ON categories (shop_id, updated_at, id);

      CREATE TABLE products (
        shop_id             uuid NOT NULL,
        id                  text NOT NULL,
        sku                 text NOT NULL,
        name                text NOT NULL,
        default_category_id text,
        price               numeric(20,6) NOT NULL CONSTRAINT products_price_check CHECK (price >= 0),
        currency            text NOT NULL CONSTRAINT products_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
        tax_rate            numeric(7,4) NOT NULL CONSTRAINT products_tax_rate_check CHECK (tax_rate BETWEEN 0 AND 100),
        active              boolean NOT NULL,
        version             integer NOT NULL,
        created_at          timestamptz NOT NULL,
        updated_at          timestamptz NOT NULL,
        CONSTRAINT products_pkey PRIMARY KEY (shop_id, id),
        CONSTRAINT products_default_category_id_fkey FOREIGN KEY (shop_id, default_category_id) REFERENCES categories
      );
      CREATE INDEX products_shop_id_sku_idx ON products (shop_id, sku, id);
      CREATE INDEX products_shop_id_default_category_id_idx ON products (shop_id, default_category_id, id);
      CREATE INDEX products_shop_id_updated_at_idx ON products (shop_id, updated_at, id);

      CREATE TABLE product_categories (
        shop_id     uuid NOT NULL,
        product_id  text NOT NULL,
        category_id text NOT NULL,
        CONSTRAINT product_categories_pkey PRIMARY KEY (shop_id, product_id, category_id),
        CONSTRAINT product_categories_product_id_fkey
          FOREIGN KEY (shop_id, product_id) REFERENCES products ON DELETE CASCADE,
        CONSTRAINT product_categories_category_id_fkey FOREIGN KEY (shop_id, category_id) REFERENCES categories
      );
      CREATE INDEX product_categories_shop_id_category_id_idx ON product_categories (shop_id, category_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE product_categories, products, categories');
  }
}
