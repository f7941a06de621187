import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EraseAccountMails1764000000750 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mails ADD contact_id uuid;
      CREATE INDEX mails_contact_id_idx ON mails (contact_id) WHERE contact_id IS NOT NULL;

      -- Kept, so that a mail that was asked for before and comes after is not sent.
      CREATE TABLE erased_contacts (
        contact_id uuid CONSTRAINT erased_contacts_pkey PRIMARY KEY,
        erased_at  timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE erased_contacts; ALTER TABLE mails DROP COLUMN contact_id');
  }
}
