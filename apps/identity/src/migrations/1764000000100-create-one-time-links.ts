import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOneTimeLinks1764000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shops ADD COLUMN storefront_url text;
      ALTER TABLE contacts ADD COLUMN email_verified_at timestamptz;

      CREATE TABLE one_time_links (
        id               uuid CONSTRAINT one_time_links_pkey PRIMARY KEY,
        purpose          text NOT NULL CONSTRAINT one_time_links_purpose_check
                         CHECK (purpose IN ('password-reset', 'email-verification', 'invitation', 'set-password')),
        contact_id       uuid CONSTRAINT one_time_links_contact_id_fkey REFERENCES contacts ON DELETE CASCADE,
        employee_id      uuid CONSTRAINT one_time_links_employee_id_fkey REFERENCES employees ON DELETE CASCADE,
        normalized_email text COLLATE "C" NOT NULL,
        created_at       timestamptz NOT NULL,
        expires_at       timestamptz NOT NULL,
        CONSTRAINT one_time_links_owner_check CHECK (num_nonnulls(contact_id, employee_id) = 1)
      );
      CREATE INDEX one_time_links_contact_id_purpose_idx ON one_time_links (contact_id, purpose);
      CREATE INDEX one_time_links_employee_id_purpose_idx ON one_time_links (employee_id, purpose);
      CREATE INDEX one_time_links_expires_at_idx ON one_time_links (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE one_time_links;
      ALTER TABLE contacts DROP COLUMN email_verified_at;
      ALTER TABLE shops DROP COLUMN storefront_url;
    `);
  }
}
