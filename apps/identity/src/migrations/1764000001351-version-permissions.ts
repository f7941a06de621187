import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VersionPermissions1764000001351 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE shop_permissions ADD version integer NOT NULL DEFAULT 1');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE shop_permissions DROP version');
  }
}
