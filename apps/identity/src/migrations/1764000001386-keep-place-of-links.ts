import type { MigrationInterface, QueryRunner } from 'typeorm';

// A mail leads back to the storefront where it was asked for.
export class KeepPlaceOfLinks1764000001386 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE one_time_links
        ADD at_shop_id uuid CONSTRAINT one_time_links_at_shop_id_fkey REFERENCES shops`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE one_time_links DROP at_shop_id');
  }
}
