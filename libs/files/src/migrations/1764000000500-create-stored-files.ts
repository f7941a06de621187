import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStoredFiles1764000000500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stored_files (
        id         uuid CONSTRAINT stored_files_pkey PRIMARY KEY,
        state      text NOT NULL CONSTRAINT stored_files_state_check CHECK (state IN ('arriving', 'kept', 'released')),
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX stored_files_state_idx ON stored_files (state, changed_at) WHERE state <> 'kept';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE stored_files');
  }
}
