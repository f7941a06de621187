import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMessaging1760000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox (
        position     bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pkey PRIMARY KEY,
        id           uuid NOT NULL,
        type         text NOT NULL,
        event        json NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz
      );
      CREATE INDEX outbox_unpublished_idx ON outbox (position) WHERE published_at IS NULL;
      CREATE INDEX outbox_published_at_idx ON outbox (published_at);

      -- Wakes the relay at commit; repetitions within a transaction are folded by Postgres.
      CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('outbox', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER outbox_notify AFTER INSERT ON outbox
        FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

      CREATE TABLE inbox (
        consumer    text NOT NULL,
        event_id    uuid NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id)
      );
      CREATE INDEX inbox_received_at_idx ON inbox (received_at);

      CREATE TABLE dead_letters (
        id         uuid CONSTRAINT dead_letters_pkey PRIMARY KEY,
        consumer   text NOT NULL,
        event_id   text NOT NULL,
        subject    text NOT NULL,
        payload    text NOT NULL,
        reason     text NOT NULL,
        deliveries integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX dead_letters_consumer_event_id_key ON dead_letters (consumer, event_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE dead_letters, inbox, outbox; DROP FUNCTION notify_outbox');
  }
}
