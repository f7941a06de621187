import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WidenAutoAssignments1764000000830 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auto_assignments
        ALTER COLUMN product_id DROP NOT NULL,
        ADD COLUMN category_id text,
        ADD COLUMN minimum_total numeric(20,6),
        ADD COLUMN currency text,
        ADD CONSTRAINT auto_assignments_trigger_check CHECK (num_nonnulls(product_id, category_id, minimum_total) = 1),
        ADD CONSTRAINT auto_assignments_minimum_total_check
          CHECK (minimum_total > 0 AND (minimum_total IS NULL) = (currency IS NULL));
      CREATE INDEX auto_assignments_shop_id_category_id_idx ON auto_assignments (shop_id, category_id)
        WHERE category_id IS NOT NULL;
      CREATE INDEX auto_assignments_shop_id_currency_idx ON auto_assignments (shop_id, currency) WHERE currency IS NOT NULL;

      -- What the amount of an order gave has no product, and the order in place of a line.
      ALTER TABLE grants ALTER COLUMN product_id DROP NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM auto_assignments WHERE product_id IS NULL;
      ALTER TABLE auto_assignments
        DROP COLUMN category_id, DROP COLUMN minimum_total, DROP COLUMN currency,
        ALTER COLUMN product_id SET NOT NULL;
      UPDATE grants SET product_id = '' WHERE product_id IS NULL;
      ALTER TABLE grants ALTER COLUMN product_id SET NOT NULL;
    `);
  }
}
