import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MergeCustomers1764000000741 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE customers
        ADD merged_into_id uuid CONSTRAINT customers_merged_into_id_fkey REFERENCES customers,
        DROP CONSTRAINT customers_state_check,
        ADD CONSTRAINT customers_state_check CHECK (state IN ('open', 'released', 'blocked', 'erased', 'merged')),
        ADD CONSTRAINT customers_merged_into_id_check CHECK (state <> 'merged' OR merged_into_id IS NOT NULL);
      CREATE INDEX customers_merged_into_id_idx ON customers (merged_into_id) WHERE merged_into_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE customers
        DROP COLUMN merged_into_id,
        DROP CONSTRAINT customers_state_check,
        ADD CONSTRAINT customers_state_check CHECK (state IN ('open', 'released', 'blocked', 'erased'));
    `);
  }
}
