import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAssignmentReplays1764000000923 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE assignment_replay_rows (
        job_id      uuid NOT NULL
                    CONSTRAINT assignment_replay_rows_job_id_fkey REFERENCES jobs ON DELETE CASCADE,
        row         integer NOT NULL,
        order_id    uuid NOT NULL,
        line_id     uuid NOT NULL,
        product_id  text,
        paid_at     timestamptz NOT NULL,
        customer_id uuid NOT NULL,
        rule_id     uuid NOT NULL,
        group_id    uuid NOT NULL,
        is_over     boolean NOT NULL,
        expires_at  timestamptz,
        CONSTRAINT assignment_replay_rows_pkey PRIMARY KEY (job_id, row)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE assignment_replay_rows');
  }
}
