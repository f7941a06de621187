import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateImports1764000000701 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What was wrong, row by row: the report.
      CREATE TABLE import_messages (
        job_id   uuid NOT NULL CONSTRAINT import_messages_job_id_fkey REFERENCES jobs ON DELETE CASCADE,
        row      integer NOT NULL,
        position integer NOT NULL,
        "column" text,
        code     text NOT NULL,
        message  text NOT NULL,
        CONSTRAINT import_messages_pkey PRIMARY KEY (job_id, row, position)
      );

      -- What each row is about, to find the same again further down. Only while the import runs.
      CREATE TABLE import_keys (
        job_id uuid NOT NULL CONSTRAINT import_keys_job_id_fkey REFERENCES jobs ON DELETE CASCADE,
        key    text COLLATE "C" NOT NULL,
        row    integer NOT NULL,
        CONSTRAINT import_keys_pkey PRIMARY KEY (job_id, key)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE import_keys, import_messages');
  }
}
