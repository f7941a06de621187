import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SeparateFigures1764000000306 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Apart from the customer, whose thirty indexes would get a new entry with each order and each payment.
      CREATE TABLE customer_figures (
        customer_id  uuid CONSTRAINT customer_figures_pkey PRIMARY KEY
          CONSTRAINT customer_figures_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        shop_id      uuid NOT NULL,
        is_open      boolean NOT NULL,
        orders_count integer NOT NULL DEFAULT 0,
        total_spent  numeric(20,6) NOT NULL DEFAULT 0
      );
      INSERT INTO customer_figures SELECT id, shop_id, state = 'open', orders_count, total_spent FROM customers;
      CREATE INDEX customer_figures_shop_id_orders_count_idx ON customer_figures (shop_id, orders_count, customer_id);
      CREATE INDEX customer_figures_shop_id_total_spent_idx ON customer_figures (shop_id, total_spent, customer_id);

      DROP TRIGGER customers_spending ON customers;
      ALTER TABLE customers DROP COLUMN orders_count, DROP COLUMN total_spent;

      CREATE FUNCTION begin_figures() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO customer_figures (customer_id, shop_id, is_open) SELECT id, shop_id, state = 'open' FROM added;
        RETURN NULL;
      END $$;
      CREATE TRIGGER customers_begin_figures AFTER INSERT ON customers REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION begin_figures();

      CREATE FUNCTION keep_figures_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE customer_figures SET is_open = (NEW.state = 'open') WHERE customer_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER customers_keep_figures_open AFTER UPDATE OF state ON customers FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION keep_figures_open();

      ${countSpending('is_open')}
      CREATE TRIGGER customer_figures_spending AFTER UPDATE OF total_spent, is_open ON customer_figures FOR EACH ROW
        WHEN ((OLD.total_spent, OLD.is_open) IS DISTINCT FROM (NEW.total_spent, NEW.is_open))
        EXECUTE FUNCTION count_spending();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE customers
        ADD orders_count integer NOT NULL DEFAULT 0,
        ADD total_spent numeric(20,6) NOT NULL DEFAULT 0;
      UPDATE customers c SET orders_count = f.orders_count, total_spent = f.total_spent
      FROM customer_figures f WHERE f.customer_id = c.id;
      CREATE INDEX customers_shop_id_orders_count_idx ON customers (shop_id, orders_count, id);
      CREATE INDEX customers_shop_id_total_spent_idx ON customers (shop_id, total_spent, id);

      DROP TRIGGER customers_keep_figures_open ON customers;
      DROP TRIGGER customers_begin_figures ON customers;
      DROP TABLE customer_figures;
      DROP FUNCTION keep_figures_open, begin_figures;

      ${countSpending("state = 'open'")}
      CREATE TRIGGER customers_spending AFTER UPDATE OF total_spent, state ON customers FOR EACH ROW
        WHEN ((OLD.total_spent, OLD.state) IS DISTINCT FROM (NEW.total_spent, NEW.state))
        EXECUTE FUNCTION count_spending();
    `);
  }
}

// In the order of the key, so that two payments that move between the same steps do not wait for each other in a ring.
const countSpending = (isOpen: string): string => `
  CREATE OR REPLACE FUNCTION count_spending() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO spending_steps AS s (shop_id, step, customers)
    SELECT shop_id, step, sum(change) FROM (
      SELECT OLD.shop_id, spending_step(OLD.total_spent), -1 WHERE OLD.total_spent > 0 AND OLD.${isOpen}
      UNION ALL
      SELECT NEW.shop_id, spending_step(NEW.total_spent), 1 WHERE NEW.total_spent > 0 AND NEW.${isOpen}
    ) c (shop_id, step, change)
    GROUP BY shop_id, step HAVING sum(change) <> 0 ORDER BY shop_id, step
    ON CONFLICT (shop_id, step) DO UPDATE SET customers = s.customers + excluded.customers;
    RETURN NULL;
  END $$;`;
