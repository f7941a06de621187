import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1763000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE order_states (
        code                text CONSTRAINT order_states_pkey PRIMARY KEY,
        name                jsonb NOT NULL,
        position            integer NOT NULL,
        paid                boolean NOT NULL,
        counts_as_sale      boolean NOT NULL,
        shipped             boolean NOT NULL,
        delivered           boolean NOT NULL,
        cancelled           boolean NOT NULL,
        refunded            boolean NOT NULL,
        sends_mail          boolean NOT NULL,
        visible_to_customer boolean NOT NULL
      );

      CREATE TABLE order_state_transitions (
        from_state text NOT NULL CONSTRAINT order_state_transitions_from_state_fkey REFERENCES order_states,
        to_state   text NOT NULL CONSTRAINT order_state_transitions_to_state_fkey REFERENCES order_states,
        CONSTRAINT order_state_transitions_pkey PRIMARY KEY (from_state, to_state)
      );
      CREATE INDEX order_state_transitions_to_state_idx ON order_state_transitions (to_state);

      CREATE TABLE orders (
        id                  uuid CONSTRAINT orders_pkey PRIMARY KEY,
        shop_id             uuid NOT NULL,
        reference           text NOT NULL CONSTRAINT orders_reference_check CHECK (reference ~ '^[A-Z]{9}$'),
        cart_id             uuid NOT NULL CONSTRAINT orders_cart_id_fkey REFERENCES carts,
        customer_id         uuid NOT NULL,
        contact_id          uuid NOT NULL,
        profile_id          uuid,
        state               text NOT NULL CONSTRAINT orders_state_fkey REFERENCES order_states,
        currency            text NOT NULL CONSTRAINT orders_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
        group_id            uuid NOT NULL,
        totals              json NOT NULL,
        total_tax_excluded  numeric(20,6) NOT NULL
                            CONSTRAINT orders_total_tax_excluded_check CHECK (total_tax_excluded >= 0),
        total_tax_included  numeric(20,6) NOT NULL,
        paid                numeric(20,6) NOT NULL,
        payment_accepted_at timestamptz,
        version             integer NOT NULL,
        placed_at           timestamptz NOT NULL,
        updated_at          timestamptz NOT NULL,
        CONSTRAINT orders_paid_check CHECK (paid BETWEEN 0 AND total_tax_included)
      );
      CREATE UNIQUE INDEX orders_shop_id_reference_key ON orders (shop_id, reference);
      CREATE UNIQUE INDEX orders_cart_id_key ON orders (cart_id);
      CREATE INDEX orders_shop_id_placed_at_idx ON orders (shop_id, placed_at, id);
      CREATE INDEX orders_shop_id_total_tax_included_idx ON orders (shop_id, total_tax_included, id);
      CREATE INDEX orders_customer_id_idx ON orders (customer_id, placed_at, id);
      CREATE INDEX orders_state_idx ON orders (state, placed_at, id);

      CREATE TABLE order_lines (
        id                   uuid CONSTRAINT order_lines_pkey PRIMARY KEY,
        order_id             uuid NOT NULL CONSTRAINT order_lines_order_id_fkey REFERENCES orders,
        product_id           text NOT NULL,
        sku                  text NOT NULL,
        name                 text NOT NULL,
        category_ids         text[] NOT NULL,
        quantity             integer NOT NULL CONSTRAINT order_lines_quantity_check CHECK (quantity BETWEEN 1 AND 1000000),
        base_price           numeric(20,6) NOT NULL,
        unit_tax_excluded    numeric(20,6) NOT NULL,
        unit_tax_included    numeric(20,6) NOT NULL,
        total_tax_excluded   numeric(20,6) NOT NULL,
        total_tax_included   numeric(20,6) NOT NULL,
        tax_rate             numeric(7,4) NOT NULL,
        discount_percent     numeric(5,2) NOT NULL,
        discount_origin      text NOT NULL
                             CONSTRAINT order_lines_discount_origin_check CHECK (discount_origin IN ('none', 'group', 'category')),
        discount_group_id    uuid NOT NULL,
        discount_category_id text
      );
      CREATE INDEX order_lines_order_id_idx ON order_lines (order_id);

      CREATE TABLE order_state_changes (
        id         uuid CONSTRAINT order_state_changes_pkey PRIMARY KEY,
        order_id   uuid NOT NULL CONSTRAINT order_state_changes_order_id_fkey REFERENCES orders,
        from_state text,
        to_state   text NOT NULL,
        actor_kind text NOT NULL,
        actor_id   text NOT NULL,
        reason     text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX order_state_changes_order_id_idx ON order_state_changes (order_id, id);

      CREATE TABLE payments (
        id             uuid CONSTRAINT payments_pkey PRIMARY KEY,
        shop_id        uuid NOT NULL,
        order_id       uuid NOT NULL CONSTRAINT payments_order_id_fkey REFERENCES orders,
        amount         numeric(20,6) NOT NULL CONSTRAINT payments_amount_check CHECK (amount > 0),
        currency       text NOT NULL,
        method         text NOT NULL,
        transaction_id text NOT NULL,
        actor_kind     text NOT NULL,
        actor_id       text NOT NULL,
        reported_at    timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX payments_shop_id_method_transaction_id_key ON payments (shop_id, method, transaction_id);
      CREATE INDEX payments_order_id_idx ON payments (order_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE payments, order_state_changes, order_lines, orders, order_state_transitions, order_states',
    );
  }
}
