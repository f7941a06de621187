import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJobs1764000000700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE jobs (
        id               uuid CONSTRAINT jobs_pkey PRIMARY KEY,
        resource         text NOT NULL,
        kind             text NOT NULL,
        shop_id          uuid NOT NULL,
        actor            jsonb NOT NULL,
        input            jsonb NOT NULL,
        state            text NOT NULL
                         CONSTRAINT jobs_state_check CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        cancel_requested boolean NOT NULL DEFAULT false,
        cursor           jsonb,
        progress         double precision NOT NULL DEFAULT 0
                         CONSTRAINT jobs_progress_check CHECK (progress BETWEEN 0 AND 1),
        counts           jsonb NOT NULL DEFAULT '{}',
        result           jsonb,
        failure          jsonb,
        attempts         integer NOT NULL DEFAULT 0,
        lease_owner      uuid,
        lease_until      timestamptz,
        created_at       timestamptz NOT NULL,
        started_at       timestamptz,
        finished_at      timestamptz,
        version          integer NOT NULL DEFAULT 1,
        CONSTRAINT jobs_finished_at_check
          CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
        CONSTRAINT jobs_failure_check CHECK ((state = 'failed') = (failure IS NOT NULL))
      );
      CREATE INDEX jobs_open_idx ON jobs (kind, created_at, id) WHERE finished_at IS NULL;
      CREATE INDEX jobs_shop_id_resource_created_at_idx ON jobs (shop_id, resource, created_at, id);
      CREATE INDEX jobs_finished_at_idx ON jobs (finished_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE jobs');
  }
}
