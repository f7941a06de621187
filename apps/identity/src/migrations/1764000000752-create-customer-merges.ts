import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomerMerges1764000000752 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE customer_merges (
        id                  uuid CONSTRAINT customer_merges_pkey PRIMARY KEY,
        shop_id             uuid NOT NULL CONSTRAINT customer_merges_shop_id_fkey REFERENCES shops,
        from_id             uuid NOT NULL CONSTRAINT customer_merges_from_id_fkey REFERENCES customers,
        into_id             uuid NOT NULL CONSTRAINT customer_merges_into_id_fkey REFERENCES customers,
        given               jsonb NOT NULL,
        replaced            jsonb NOT NULL,
        default_delivery_id uuid,
        default_invoice_id  uuid,
        actor               jsonb NOT NULL,
        followed            jsonb NOT NULL,
        merged_at           timestamptz NOT NULL,
        undone_at           timestamptz,
        finished_at         timestamptz,
        version             integer NOT NULL
      );
      CREATE INDEX customer_merges_shop_id_merged_at_idx ON customer_merges (shop_id, merged_at, id);
      CREATE INDEX customer_merges_from_id_idx ON customer_merges (from_id);
      CREATE INDEX customer_merges_into_id_idx ON customer_merges (into_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE customer_merges');
  }
}
