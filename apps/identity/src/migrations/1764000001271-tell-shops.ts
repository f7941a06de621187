import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellShops1764000001271 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE shops ADD calendar_told boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE shops DROP calendar_told');
  }
}
