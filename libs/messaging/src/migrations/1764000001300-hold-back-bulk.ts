import type { MigrationInterface, QueryRunner } from 'typeorm';

// Relays of before tell such rows in the one order of all, by the index of all: none is held back while they lead.
export class HoldBackBulk1764000001300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether the transaction tells in bulk: the outbox has it say so.
      CREATE FUNCTION is_in_bulk() RETURNS boolean LANGUAGE sql STABLE
        RETURN coalesce(current_setting('clientele.in_bulk', true) = 'on', false);

      ALTER TABLE outbox ADD bulk_aggregates uuid[];
      CREATE INDEX outbox_urgent_idx ON outbox (position) WHERE published_at IS NULL AND bulk_aggregates IS NULL;
      CREATE INDEX outbox_held_back_idx ON outbox (position)
        WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL;

      -- What is held back is looked for now and then.
      CREATE OR REPLACE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT is_in_bulk() THEN
          PERFORM pg_notify('outbox', '');
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('outbox', '');
        RETURN NULL;
      END $$;
      ALTER TABLE outbox DROP bulk_aggregates;
      DROP FUNCTION is_in_bulk;
    `);
  }
}
