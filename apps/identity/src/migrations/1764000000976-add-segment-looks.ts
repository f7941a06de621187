import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddSegmentLooks1764000000976 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE graphical_profiles ADD segment_id uuid,
        DROP CONSTRAINT graphical_profiles_owner_check,
        ADD CONSTRAINT graphical_profiles_owner_check CHECK (num_nonnulls(customer_id, group_id, segment_id) <= 1);
      CREATE UNIQUE INDEX graphical_profiles_shop_id_segment_id_key ON graphical_profiles (shop_id, segment_id);
      DROP INDEX graphical_profiles_shop_id_key;
      CREATE UNIQUE INDEX graphical_profiles_shop_id_key ON graphical_profiles (shop_id)
        WHERE customer_id IS NULL AND group_id IS NULL AND segment_id IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM graphical_profiles WHERE segment_id IS NOT NULL;
      DROP INDEX graphical_profiles_shop_id_key, graphical_profiles_shop_id_segment_id_key;
      CREATE UNIQUE INDEX graphical_profiles_shop_id_key ON graphical_profiles (shop_id)
        WHERE customer_id IS NULL AND group_id IS NULL;
      ALTER TABLE graphical_profiles DROP CONSTRAINT graphical_profiles_owner_check, DROP segment_id,
        ADD CONSTRAINT graphical_profiles_owner_check CHECK (num_nonnulls(customer_id, group_id) <= 1);
    `);
  }
}
