import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHttp1760000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idempotency_keys (
        principal   text NOT NULL,
        route       text NOT NULL,
        key         text NOT NULL,
        fingerprint text NOT NULL,
        problem     boolean NOT NULL,
        body        text NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (principal, route, key)
      );
      CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

      -- Unlogged: a crash of the server may forget a minute of counting.
      CREATE UNLOGGED TABLE rate_limits (
        key          text NOT NULL,
        window_start timestamptz NOT NULL,
        hits         integer NOT NULL,
        CONSTRAINT rate_limits_pkey PRIMARY KEY (key, window_start)
      );
      CREATE INDEX rate_limits_window_start_idx ON rate_limits (window_start);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rate_limits, idempotency_keys');
  }
}
