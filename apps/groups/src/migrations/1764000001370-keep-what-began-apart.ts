import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepWhatBeganApart1764000001370 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE grants ADD began_apart boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE grants DROP began_apart');
  }
}
