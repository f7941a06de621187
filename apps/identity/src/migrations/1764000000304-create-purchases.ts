import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePurchases1764000000304 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Facts of orders, in whatever order they come: what each order counts for is remembered, so that it counts once.
      CREATE TABLE purchases (
        order_id    uuid CONSTRAINT purchases_pkey PRIMARY KEY,
        customer_id uuid NOT NULL,
        currency    text NOT NULL,
        total       numeric(20,6) NOT NULL,
        paid        boolean NOT NULL
      );
      CREATE INDEX purchases_customer_id_idx ON purchases (customer_id, order_id);

      -- How many customers of a shop have spent about as much: steps of one percent. A rank adds up the steps above, and
      -- counts only within its own.
      CREATE TABLE spending_steps (
        shop_id   uuid NOT NULL,
        step      integer NOT NULL,
        customers integer NOT NULL,
        CONSTRAINT spending_steps_pkey PRIMARY KEY (shop_id, step)
      );

      CREATE FUNCTION spending_step(spent numeric) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        floor(ln(1 + spent) * 100)::integer;

      CREATE FUNCTION count_spending() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO spending_steps AS s (shop_id, step, customers)
        SELECT shop_id, step, sum(change) FROM (
          SELECT OLD.shop_id, spending_step(OLD.total_spent), -1 WHERE OLD.total_spent > 0 AND OLD.state = 'open'
          UNION ALL
          SELECT NEW.shop_id, spending_step(NEW.total_spent), 1 WHERE NEW.total_spent > 0 AND NEW.state = 'open'
        ) c (shop_id, step, change)
        GROUP BY shop_id, step HAVING sum(change) <> 0 ORDER BY shop_id, step
        ON CONFLICT (shop_id, step) DO UPDATE SET customers = s.customers + excluded.customers;
        RETURN NULL;
      END $$;
      CREATE TRIGGER customers_spending AFTER UPDATE OF total_spent, state ON customers FOR EACH ROW
        WHEN ((OLD.total_spent, OLD.state) IS DISTINCT FROM (NEW.total_spent, NEW.state))
        EXECUTE FUNCTION count_spending();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER customers_spending ON customers;
      DROP FUNCTION count_spending, spending_step;
      DROP TABLE spending_steps, purchases;
    `);
  }
}
