import type { MigrationInterface, QueryRunner } from 'typeorm';

// What is told of a customer changes in many places; the database misses none of them.
export class DescribeCustomers1764000000855 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE due_descriptions (
        id          bigint GENERATED ALWAYS AS IDENTITY,
        customer_id uuid NOT NULL,
        CONSTRAINT due_descriptions_pkey PRIMARY KEY (id)
      );
      CREATE SEQUENCE customer_descriptions;

      CREATE FUNCTION describe_new_customers() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO due_descriptions (customer_id) SELECT id FROM new_customers;
        RETURN NULL;
      END $$;
      CREATE TRIGGER customers_describe_new AFTER INSERT ON customers REFERENCING NEW TABLE AS new_customers
        FOR EACH STATEMENT EXECUTE FUNCTION describe_new_customers();

      CREATE FUNCTION describe_customer() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO due_descriptions (customer_id) VALUES (NEW.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER customers_describe AFTER UPDATE ON customers FOR EACH ROW
        WHEN ((OLD.kind, OLD.title_id, OLD.birthday, OLD.language, OLD.newsletter, OLD.partner_offers,
               OLD.last_visit_at, OLD.state)
              IS DISTINCT FROM
              (NEW.kind, NEW.title_id, NEW.birthday, NEW.language, NEW.newsletter, NEW.partner_offers,
               NEW.last_visit_at, NEW.state))
        EXECUTE FUNCTION describe_customer();

      CREATE FUNCTION describe_customer_of_address() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN
          INSERT INTO due_descriptions (customer_id) VALUES (OLD.customer_id);
        END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.customer_id <> OLD.customer_id) THEN
          INSERT INTO due_descriptions (customer_id) VALUES (NEW.customer_id);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER addresses_describe_new AFTER INSERT OR DELETE ON addresses FOR EACH ROW
        EXECUTE FUNCTION describe_customer_of_address();
      CREATE TRIGGER addresses_describe AFTER UPDATE ON addresses FOR EACH ROW
        WHEN ((OLD.customer_id, OLD.country, OLD.postcode, OLD.default_delivery, OLD.default_invoice)
              IS DISTINCT FROM
              (NEW.customer_id, NEW.country, NEW.postcode, NEW.default_delivery, NEW.default_invoice))
        EXECUTE FUNCTION describe_customer_of_address();

      INSERT INTO due_descriptions (customer_id) SELECT id FROM customers;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER addresses_describe ON addresses;
      DROP TRIGGER addresses_describe_new ON addresses;
      DROP TRIGGER customers_describe ON customers;
      DROP TRIGGER customers_describe_new ON customers;
      DROP FUNCTION describe_customer_of_address();
      DROP FUNCTION describe_customer();
      DROP FUNCTION describe_new_customers();
      DROP SEQUENCE customer_descriptions;
      DROP TABLE due_descriptions;
    `);
  }
}
