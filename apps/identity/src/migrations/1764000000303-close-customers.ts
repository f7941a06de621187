import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CloseCustomers1764000000303 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A contact of closed customers alone does not keep anybody else from its e-mail address.
      ALTER TABLE contacts ADD claims_email boolean NOT NULL DEFAULT true;
      DROP INDEX contacts_shop_id_normalized_email_key;
      CREATE UNIQUE INDEX contacts_shop_id_normalized_email_key ON contacts (shop_id, normalized_email) WHERE claims_email;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX contacts_shop_id_normalized_email_key;
      CREATE UNIQUE INDEX contacts_shop_id_normalized_email_key ON contacts (shop_id, normalized_email);
      ALTER TABLE contacts DROP COLUMN claims_email;
    `);
  }
}
