import type { MigrationInterface, QueryRunner } from 'typeorm';

// None named: the group counts in all. Who visits, checks out or registers is in a group everywhere.
export class GroupsCountInShops1764000001393 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE groups
        ADD shop_ids uuid[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT groups_shop_ids_check CHECK (role IS NULL OR shop_ids = '{}')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE groups DROP shop_ids');
  }
}
