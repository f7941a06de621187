import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMembershipBatches1764000000920 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE membership_batch_rows (
        job_id      uuid NOT NULL
                    CONSTRAINT membership_batch_rows_job_id_fkey REFERENCES jobs ON DELETE CASCADE,
        row         integer NOT NULL,
        given       text,
        customer_id uuid,
        outcome     text,
        CONSTRAINT membership_batch_rows_pkey PRIMARY KEY (job_id, row),
        CONSTRAINT membership_batch_rows_check CHECK (num_nonnulls(given, customer_id) > 0)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE membership_batch_rows');
  }
}
