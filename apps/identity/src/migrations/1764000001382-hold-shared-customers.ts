import type { MigrationInterface, QueryRunner } from 'typeorm';

// Whom a shop shares customers with has them itself, and counts in the same currency. The trigger also serves
// processes of the release before, which know nothing of the column.
export class HoldSharedCustomers1764000001382 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops ADD customers_of uuid;
      UPDATE shops SET customers_of = coalesce(main_shop_id, id);

      CREATE FUNCTION place_shop() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.customers_of := coalesce(NEW.main_shop_id, NEW.id);
        RETURN NEW;
      END $$;
      CREATE TRIGGER shops_place BEFORE INSERT OR UPDATE OF main_shop_id ON shops
        FOR EACH ROW EXECUTE FUNCTION place_shop();

      ALTER TABLE shops
        ALTER customers_of SET NOT NULL,
        ADD CONSTRAINT shops_customers_of_check CHECK (customers_of = coalesce(main_shop_id, id)),
        ADD CONSTRAINT shops_id_customers_of_currency_key UNIQUE (id, customers_of, currency),
        DROP CONSTRAINT shops_main_shop_id_fkey,
        ADD CONSTRAINT shops_main_shop_id_fkey FOREIGN KEY (main_shop_id, main_shop_id, currency)
          REFERENCES shops (id, customers_of, currency);
      CREATE UNIQUE INDEX shops_customers_of_name_key ON shops (customers_of, lower(name) COLLATE "C")`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops
        DROP CONSTRAINT shops_main_shop_id_fkey,
        ADD CONSTRAINT shops_main_shop_id_fkey FOREIGN KEY (main_shop_id) REFERENCES shops;
      DROP TRIGGER shops_place ON shops;
      DROP FUNCTION place_shop();
      ALTER TABLE shops DROP customers_of`);
  }
}
