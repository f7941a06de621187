import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBoughtProducts1764000000730 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What customers bought: the lines of their orders in states that count as sales. Kept by the database, so that no
      -- way of changing an order's state or customer forgets it.
      CREATE TABLE bought_products (
        customer_id uuid NOT NULL,
        product_id  text NOT NULL,
        shop_id     uuid NOT NULL,
        orders      integer NOT NULL,
        quantity    bigint NOT NULL,
        CONSTRAINT bought_products_pkey PRIMARY KEY (customer_id, product_id)
      );
      CREATE INDEX bought_products_customer_id_quantity_idx ON bought_products (customer_id, quantity, product_id)
        WHERE orders > 0;

      CREATE FUNCTION count_bought_products() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO bought_products AS b (customer_id, product_id, shop_id, orders, quantity)
        SELECT c.customer_id, l.product_id, c.shop_id, sum(c.change), sum(c.change * l.quantity)
        FROM (SELECT OLD.customer_id, OLD.shop_id, OLD.state, -1 WHERE TG_OP = 'UPDATE'
              UNION ALL SELECT NEW.customer_id, NEW.shop_id, NEW.state, 1) c (customer_id, shop_id, state, change)
        JOIN order_states s ON s.code = c.state AND s.counts_as_sale
        JOIN order_lines l ON l.order_id = NEW.id
        GROUP BY c.customer_id, l.product_id, c.shop_id HAVING sum(c.change) <> 0
        ORDER BY c.customer_id, l.product_id
        ON CONFLICT (customer_id, product_id) DO UPDATE
        SET orders = b.orders + excluded.orders, quantity = b.quantity + excluded.quantity;
        RETURN NULL;
      END $$;
      -- An order comes with its lines in one statement; this looks when the statement is over.
      CREATE TRIGGER orders_placed_bought AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION count_bought_products();
      CREATE TRIGGER orders_changed_bought AFTER UPDATE OF state, customer_id ON orders FOR EACH ROW
        WHEN ((OLD.state, OLD.customer_id) IS DISTINCT FROM (NEW.state, NEW.customer_id))
        EXECUTE FUNCTION count_bought_products();

      -- Nobody orders meanwhile: the triggers hold the table until the end of the migration.
      INSERT INTO bought_products (customer_id, product_id, shop_id, orders, quantity)
      SELECT o.customer_id, l.product_id, o.shop_id, count(*), sum(l.quantity)
      FROM orders o JOIN order_states s ON s.code = o.state AND s.counts_as_sale JOIN order_lines l ON l.order_id = o.id
      GROUP BY o.customer_id, l.product_id, o.shop_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER orders_placed_bought ON orders;
      DROP TRIGGER orders_changed_bought ON orders;
      DROP FUNCTION count_bought_products;
      DROP TABLE bought_products;
    `);
  }
}
