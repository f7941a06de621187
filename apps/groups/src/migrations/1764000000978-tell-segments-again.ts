import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellSegmentsAgain1764000000978 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE segment_builds ADD tells_all boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE segment_builds DROP tells_all');
  }
}
