import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowGroupsShops1764000001394 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_groups ADD shop_ids uuid[]');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_groups DROP shop_ids');
  }
}
