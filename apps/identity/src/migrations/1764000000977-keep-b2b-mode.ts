import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepB2bMode1764000000977 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Shops begin without companies from now on; those that are there already keep what they have.
      INSERT INTO customer_settings (shop_id, b2b, version) SELECT id, true, 1 FROM shops ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    // What is written down holds for the version before, too.
  }
}
