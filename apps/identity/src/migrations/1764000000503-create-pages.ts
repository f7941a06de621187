import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePages1764000000503 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE pages (
        id               uuid CONSTRAINT pages_pkey PRIMARY KEY,
        shop_id          uuid NOT NULL CONSTRAINT pages_shop_id_fkey REFERENCES shops,
        slug             text NOT NULL,
        host             text,
        customer_id      uuid CONSTRAINT pages_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        group_id         uuid,
        enabled          boolean NOT NULL,
        valid_from       timestamptz,
        valid_until      timestamptz,
        access_code_hash text,
        -- How often a wrong code was sent since the last right one, and until when none is looked at.
        wrong_codes      integer NOT NULL,
        closed_until     timestamptz,
        created_at       timestamptz NOT NULL,
        updated_at       timestamptz NOT NULL,
        version          integer NOT NULL,
        CONSTRAINT pages_owner_check CHECK (num_nonnulls(customer_id, group_id) = 1),
        CONSTRAINT pages_validity_check CHECK (valid_from < valid_until)
      );
      CREATE UNIQUE INDEX pages_slug_key ON pages (slug);
      CREATE UNIQUE INDEX pages_host_key ON pages (host);
      CREATE INDEX pages_shop_id_created_at_idx ON pages (shop_id, created_at, id);
      CREATE INDEX pages_shop_id_slug_idx ON pages (shop_id, (slug COLLATE "C"), id);
      CREATE INDEX pages_customer_id_idx ON pages (customer_id);
      CREATE INDEX pages_group_id_idx ON pages (group_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE pages');
  }
}
