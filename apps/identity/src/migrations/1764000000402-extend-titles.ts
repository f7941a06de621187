import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtendTitles1764000000402 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE titles ADD COLUMN version integer NOT NULL DEFAULT 1;

      CREATE TABLE title_pictures (
        title_id uuid CONSTRAINT title_pictures_pkey PRIMARY KEY
                 CONSTRAINT title_pictures_title_id_fkey REFERENCES titles ON DELETE CASCADE,
        bytes    bytea NOT NULL,
        width    integer NOT NULL CONSTRAINT title_pictures_width_check CHECK (width > 0),
        height   integer NOT NULL CONSTRAINT title_pictures_height_check CHECK (height > 0),
        hash     text NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE title_pictures; ALTER TABLE titles DROP COLUMN version');
  }
}
