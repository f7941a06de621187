import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMembershipBatchFiles1764000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Read once, so packing it would be work for nothing.
    await db.query(`
      CREATE TABLE membership_batch_files (
        job_id  uuid NOT NULL
                CONSTRAINT membership_batch_files_job_id_fkey REFERENCES jobs ON DELETE CASCADE,
        part    integer NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT membership_batch_files_pkey PRIMARY KEY (job_id, part)
      );
      ALTER TABLE membership_batch_files ALTER content SET STORAGE EXTERNAL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE membership_batch_files');
  }
}
