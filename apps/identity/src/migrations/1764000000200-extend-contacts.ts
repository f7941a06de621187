import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtendContacts1764000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // With defaults, as the release before inserts without these columns.
    await db.query(`
      ALTER TABLE contacts
        ADD COLUMN options jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN version integer NOT NULL DEFAULT 1;
      CREATE INDEX contacts_shop_id_created_at_idx ON contacts (shop_id, created_at, id);
      CREATE INDEX contacts_shop_id_last_name_idx ON contacts (shop_id, (lower(last_name) COLLATE "C"), id);
      CREATE INDEX contacts_shop_id_first_name_idx ON contacts (shop_id, (lower(first_name) COLLATE "C"), id);

      ALTER TABLE contact_links
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN limit_amount numeric(20,6)
          CONSTRAINT contact_links_limit_amount_check CHECK (limit_amount >= 0),
        ADD COLUMN limit_currency text
          CONSTRAINT contact_links_limit_currency_check CHECK (limit_currency ~ '^[A-Z]{3}$'),
        ADD COLUMN limit_starts_on date,
        ADD COLUMN limit_ends_on date
          CONSTRAINT contact_links_limit_ends_on_check CHECK (limit_ends_on >= limit_starts_on),
        ADD COLUMN limit_repeats text
          CONSTRAINT contact_links_limit_repeats_check CHECK (limit_repeats IN ('monthly', 'quarterly', 'yearly')),
        ADD CONSTRAINT contact_links_limit_check CHECK (
          num_nonnulls(limit_amount, limit_currency, limit_starts_on) IN (0, 3)
          AND num_nonnulls(limit_ends_on, limit_repeats) = num_nonnulls(limit_amount));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE contact_links
        DROP COLUMN version, DROP COLUMN limit_amount, DROP COLUMN limit_currency, DROP COLUMN limit_starts_on,
        DROP COLUMN limit_ends_on, DROP COLUMN limit_repeats;
      DROP INDEX contacts_shop_id_created_at_idx, contacts_shop_id_last_name_idx, contacts_shop_id_first_name_idx;
      ALTER TABLE contacts DROP COLUMN options, DROP COLUMN version;
    `);
  }
}
