import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLoginLanes1764000000101 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE login_lanes (
        key           text COLLATE "C" CONSTRAINT login_lanes_pkey PRIMARY KEY,
        tries         integer NOT NULL,
        blocked_until timestamptz,
        succeeded_at  timestamptz,
        touched_at    timestamptz NOT NULL
      );
      CREATE INDEX login_lanes_touched_at_idx ON login_lanes (touched_at);

      ALTER TABLE sessions ADD COLUMN address text, ADD COLUMN user_agent text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE sessions DROP COLUMN address, DROP COLUMN user_agent;
      DROP TABLE login_lanes;
    `);
  }
}
