import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVouchers1764000001330 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE known_shops (
        id        uuid CONSTRAINT known_shops_pkey PRIMARY KEY,
        time_zone text NOT NULL,
        version   integer NOT NULL
      );

      CREATE TABLE vouchers (
        id                    uuid CONSTRAINT vouchers_pkey PRIMARY KEY,
        shop_id               uuid NOT NULL,
        name                  jsonb NOT NULL,
        description           text NOT NULL,
        active                boolean NOT NULL,
        automatic             boolean NOT NULL,
        highlighted           boolean NOT NULL,
        priority              integer NOT NULL,
        starts_on             date,
        ends_on               date,
        quantity              integer CONSTRAINT vouchers_quantity_check CHECK (quantity >= 0),
        quantity_per_customer integer CONSTRAINT vouchers_quantity_per_customer_check CHECK (quantity_per_customer >= 1),
        used                  integer NOT NULL DEFAULT 0,
        customer_id           uuid,
        group_ids             uuid[] NOT NULL,
        segment_ids           uuid[] NOT NULL,
        minimum_amount        numeric(20,6),
        minimum_currency      text,
        minimum_tax_included  boolean,
        products              jsonb NOT NULL CONSTRAINT vouchers_products_check CHECK (jsonb_typeof(products) = 'array'),
        exclude_discounted    boolean NOT NULL,
        combinable            text NOT NULL CONSTRAINT vouchers_combinable_check CHECK (combinable IN ('all', 'none', 'list')),
        combinable_with       uuid[] NOT NULL,
        applies_to            text NOT NULL CONSTRAINT vouchers_applies_to_check CHECK (applies_to IN ('order', 'chosen', 'cheapest')),
        percent               numeric(5,2) CONSTRAINT vouchers_percent_check CHECK (percent > 0 AND percent <= 100),
        amount                numeric(20,6) CONSTRAINT vouchers_amount_check CHECK (amount > 0),
        currency              text,
        amount_tax_included   boolean,
        free_shipping         boolean NOT NULL,
        gift_product_id       text,
        keep_rest             boolean NOT NULL,
        rest_of_order_id      uuid CONSTRAINT vouchers_rest_of_order_id_fkey REFERENCES orders,
        rest_of_voucher_id    uuid CONSTRAINT vouchers_rest_of_voucher_id_fkey REFERENCES vouchers,
        version               integer NOT NULL,
        created_at            timestamptz NOT NULL,
        updated_at            timestamptz NOT NULL,
        deleted_at            timestamptz,
        -- However many orders are placed at once.
        CONSTRAINT vouchers_used_check CHECK (used >= 0 AND used <= coalesce(quantity, used)),
        CONSTRAINT vouchers_dates_check CHECK (starts_on <= ends_on),
        CONSTRAINT vouchers_minimum_check CHECK (num_nonnulls(minimum_amount, minimum_currency, minimum_tax_included) IN (0, 3)),
        CONSTRAINT vouchers_money_check CHECK (num_nonnulls(amount, currency, amount_tax_included) IN (0, 3)),
        CONSTRAINT vouchers_effect_check CHECK (num_nonnulls(percent, amount) <= 1 AND
          (num_nonnulls(percent, amount, gift_product_id) > 0 OR free_shipping)),
        CONSTRAINT vouchers_chosen_check CHECK (applies_to <> 'chosen' OR products <> '[]'),
        CONSTRAINT vouchers_rest_check CHECK (num_nonnulls(rest_of_order_id, rest_of_voucher_id) IN (0, 2)),
        CONSTRAINT vouchers_keep_rest_check CHECK (amount IS NOT NULL OR NOT keep_rest),
        CONSTRAINT vouchers_gift_product_id_fkey FOREIGN KEY (shop_id, gift_product_id) REFERENCES products
      );
      CREATE INDEX vouchers_shop_id_created_at_idx ON vouchers (shop_id, created_at, id) WHERE deleted_at IS NULL;
      CREATE INDEX vouchers_shop_id_priority_idx ON vouchers (shop_id, priority, id) WHERE deleted_at IS NULL;
      -- Personal vouchers of one customer, and those for everybody: what a look at who can use what reads.
      CREATE INDEX vouchers_customer_id_idx ON vouchers (customer_id, id);
      -- What every cart asks for: few, or none.
      CREATE INDEX vouchers_automatic_idx ON vouchers (shop_id, customer_id) WHERE automatic AND active AND deleted_at IS NULL;
      CREATE INDEX vouchers_rest_of_order_id_idx ON vouchers (rest_of_order_id) WHERE rest_of_order_id IS NOT NULL;
      CREATE INDEX vouchers_rest_of_voucher_id_idx ON vouchers (rest_of_voucher_id) WHERE rest_of_voucher_id IS NOT NULL;
      CREATE INDEX vouchers_gift_product_id_idx ON vouchers (shop_id, gift_product_id) WHERE gift_product_id IS NOT NULL;

      CREATE TABLE voucher_codes (
        shop_id     uuid NOT NULL,
        voucher_id  uuid NOT NULL CONSTRAINT voucher_codes_voucher_id_fkey REFERENCES vouchers,
        code        text NOT NULL CONSTRAINT voucher_codes_code_check CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{2,63}$'),
        single_use  boolean NOT NULL,
        customer_id uuid,
        used        integer NOT NULL DEFAULT 0,
        CONSTRAINT voucher_codes_pkey PRIMARY KEY (shop_id, code),
        CONSTRAINT voucher_codes_used_check CHECK (used >= 0 AND NOT (single_use AND used > 1))
      );
      -- A voucher has one code for everybody, and any number that are good for one use.
      CREATE UNIQUE INDEX voucher_codes_voucher_id_key ON voucher_codes (voucher_id) WHERE NOT single_use;
      CREATE INDEX voucher_codes_voucher_id_code_idx ON voucher_codes (voucher_id, code);
      CREATE INDEX voucher_codes_customer_id_idx ON voucher_codes (customer_id, voucher_id) WHERE customer_id IS NOT NULL;

      CREATE TABLE cart_vouchers (
        cart_id      uuid NOT NULL CONSTRAINT cart_vouchers_cart_id_fkey REFERENCES carts ON DELETE CASCADE,
        voucher_id   uuid NOT NULL CONSTRAINT cart_vouchers_voucher_id_fkey REFERENCES vouchers,
        code         text,
        declined     boolean NOT NULL,
        tax_excluded numeric(20,6),
        tax_included numeric(20,6),
        CONSTRAINT cart_vouchers_pkey PRIMARY KEY (cart_id, voucher_id)
      );
      CREATE INDEX cart_vouchers_voucher_id_idx ON cart_vouchers (voucher_id);

      CREATE TABLE voucher_uses (
        order_id    uuid NOT NULL CONSTRAINT voucher_uses_order_id_fkey REFERENCES orders,
        voucher_id  uuid NOT NULL CONSTRAINT voucher_uses_voucher_id_fkey REFERENCES vouchers,
        code        text,
        user_key    text NOT NULL,
        returned_at timestamptz,
        CONSTRAINT voucher_uses_pkey PRIMARY KEY (order_id, voucher_id)
      );
      CREATE INDEX voucher_uses_voucher_id_idx ON voucher_uses (voucher_id);

      CREATE TABLE voucher_users (
        voucher_id uuid NOT NULL CONSTRAINT voucher_users_voucher_id_fkey REFERENCES vouchers,
        user_key   text NOT NULL,
        used       integer NOT NULL,
        most       integer,
        CONSTRAINT voucher_users_pkey PRIMARY KEY (voucher_id, user_key),
        CONSTRAINT voucher_users_used_check CHECK (used >= 0 AND used <= coalesce(most, used))
      );

      ALTER TABLE orders ADD COLUMN vouchers jsonb NOT NULL DEFAULT '[]';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE orders DROP COLUMN vouchers;
      DROP TABLE voucher_users, voucher_uses, cart_vouchers, voucher_codes, vouchers, known_shops;
    `);
  }
}
