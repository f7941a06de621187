import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddStorefrontSettings1764000000202 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops
        ADD COLUMN customer_in_header text NOT NULL DEFAULT 'name'
          CONSTRAINT shops_customer_in_header_check
          CHECK (customer_in_header IN ('hidden', 'name', 'company', 'number', 'name-and-company')),
        ADD COLUMN customer_form_parts text[] NOT NULL
          DEFAULT '{personal,company,consents,addresses,contacts,documents,limits}'
          CONSTRAINT shops_customer_form_parts_check
          CHECK (customer_form_parts <@ '{personal,company,consents,addresses,contacts,documents,limits}'),
        ADD COLUMN settings_version integer NOT NULL DEFAULT 1;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops
        DROP COLUMN customer_in_header, DROP COLUMN customer_form_parts, DROP COLUMN settings_version;
    `);
  }
}
