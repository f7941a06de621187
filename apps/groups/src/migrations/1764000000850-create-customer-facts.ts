import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomerFacts1764000000850 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE customer_facts (
        customer_id    uuid NOT NULL,
        shop_id        uuid NOT NULL,
        version        bigint NOT NULL DEFAULT 0,
        is_open        boolean NOT NULL DEFAULT true,
        kind           text,
        title_id       uuid,
        birthday       date,
        birthday_key   integer,
        language       text,
        country        text,
        postcode       text,
        newsletter     boolean,
        partner_offers boolean,
        registered_at  timestamptz,
        last_visit_at  timestamptz,
        orders_count   integer NOT NULL DEFAULT 0,
        first_order_at timestamptz,
        last_order_at  timestamptz,
        total_spent    numeric(20,6) NOT NULL DEFAULT 0,
        average_order  numeric(20,6),
        vouchers_used  integer NOT NULL DEFAULT 0,
        cart_value     numeric(20,6),
        cart_since     timestamptz,
        tags           text[] NOT NULL DEFAULT '{}',
        CONSTRAINT customer_facts_pkey PRIMARY KEY (customer_id),
        CONSTRAINT customer_facts_kind_check CHECK (kind IN ('individual', 'company'))
      );
      CREATE INDEX customer_facts_birthday_key_idx ON customer_facts (birthday_key);
      CREATE INDEX customer_facts_registered_at_idx ON customer_facts (registered_at);
      CREATE INDEX customer_facts_last_visit_at_idx ON customer_facts (last_visit_at);
      CREATE INDEX customer_facts_first_order_at_idx ON customer_facts (first_order_at);
      CREATE INDEX customer_facts_last_order_at_idx ON customer_facts (last_order_at);
      CREATE INDEX customer_facts_cart_since_idx ON customer_facts (cart_since);
      CREATE INDEX customer_facts_country_idx ON customer_facts (country, postcode);
      CREATE INDEX customer_facts_tags_idx ON customer_facts USING gin (tags);

      CREATE TABLE customer_orders (
        order_id    uuid NOT NULL,
        customer_id uuid NOT NULL,
        placed_at   timestamptz NOT NULL,
        total       numeric(20,6) NOT NULL,
        currency    text NOT NULL,
        completed   boolean NOT NULL,
        cancelled   boolean NOT NULL,
        refunded    numeric(20,6) NOT NULL,
        vouchers    integer NOT NULL,
        products    text[] NOT NULL,
        categories  text[] NOT NULL,
        CONSTRAINT customer_orders_pkey PRIMARY KEY (order_id)
      );
      CREATE INDEX customer_orders_customer_id_idx ON customer_orders (customer_id);

      CREATE TABLE customer_carts (
        cart_id     uuid NOT NULL,
        customer_id uuid,
        currency    text,
        value       numeric(20,6) NOT NULL,
        opened_at   timestamptz,
        is_ordered  boolean NOT NULL,
        version     integer NOT NULL,
        CONSTRAINT customer_carts_pkey PRIMARY KEY (cart_id)
      );
      CREATE INDEX customer_carts_customer_id_idx ON customer_carts (customer_id);

      CREATE TABLE bought_items (
        customer_id    uuid NOT NULL,
        kind           text NOT NULL,
        item_id        text NOT NULL,
        orders         integer NOT NULL,
        last_bought_at timestamptz NOT NULL,
        CONSTRAINT bought_items_pkey PRIMARY KEY (customer_id, kind, item_id),
        CONSTRAINT bought_items_customer_id_fkey FOREIGN KEY (customer_id)
          REFERENCES customer_facts (customer_id) ON DELETE CASCADE,
        CONSTRAINT bought_items_kind_check CHECK (kind IN ('product', 'category'))
      );
      CREATE INDEX bought_items_kind_item_id_idx ON bought_items (kind, item_id, last_bought_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE bought_items, customer_carts, customer_orders, customer_facts');
  }
}
