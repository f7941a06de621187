import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddressLists1764000000400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What employees filter and sort addresses by; texts by prefix, so in the order of their bytes.
    await db.query(`
      CREATE INDEX addresses_shop_id_first_name_idx ON addresses (shop_id, (lower(first_name) COLLATE "C"), id);
      CREATE INDEX addresses_shop_id_company_idx ON addresses (shop_id, (lower(company) COLLATE "C"), id);
      CREATE INDEX addresses_shop_id_postcode_idx ON addresses (shop_id, (lower(postcode) COLLATE "C"), id);
      CREATE INDEX addresses_shop_id_country_id_idx ON addresses (shop_id, (country COLLATE "C"), id);
      CREATE INDEX addresses_shop_id_updated_at_idx ON addresses (shop_id, updated_at, id);
      CREATE INDEX addresses_shop_id_region_idx ON addresses (shop_id, region, id) WHERE region IS NOT NULL;
      CREATE INDEX addresses_shop_id_vat_number_idx ON addresses (shop_id, vat_number) WHERE vat_number IS NOT NULL;
      CREATE INDEX addresses_shop_id_identification_number_idx ON addresses (shop_id, identification_number)
        WHERE identification_number IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX addresses_shop_id_first_name_idx, addresses_shop_id_company_idx, addresses_shop_id_postcode_idx,
        addresses_shop_id_country_id_idx, addresses_shop_id_updated_at_idx, addresses_shop_id_region_idx,
        addresses_shop_id_vat_number_idx, addresses_shop_id_identification_number_idx`);
  }
}
