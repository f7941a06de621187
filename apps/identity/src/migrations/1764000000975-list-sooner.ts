import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ListSooner1764000000975 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The closed ones in whatever way: few beside all the others, and in the order in which they are listed.
      CREATE INDEX customers_shop_id_all_closed_idx ON customers (shop_id, registered_at, id) WHERE state <> 'open';
      -- A group that many are in may decide the prices of few.
      CREATE INDEX customer_groups_default_group_id_idx ON customer_groups (group_id, customer_id) WHERE is_default;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX customers_shop_id_all_closed_idx, customer_groups_default_group_id_idx');
  }
}
