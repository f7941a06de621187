import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVisits1764000000301 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- By month, so that what is too old goes as a whole; the scheduled job makes the months. What belongs to none of them
      -- waits in the default partition.
      CREATE TABLE visits (
        id            uuid NOT NULL,
        started_at    timestamptz NOT NULL,
        last_seen_at  timestamptz NOT NULL,
        shop_id       uuid NOT NULL,
        visitor_id    uuid NOT NULL,
        customer_id   uuid,
        pages         integer NOT NULL,
        referrer_host text,
        landing_page  text NOT NULL,
        ip            inet,
        CONSTRAINT visits_pkey PRIMARY KEY (id, started_at),
        CONSTRAINT visits_last_seen_at_check CHECK (last_seen_at >= started_at)
      ) PARTITION BY RANGE (started_at);
      CREATE TABLE visits_default PARTITION OF visits DEFAULT;
      CREATE INDEX visits_customer_id_idx ON visits (customer_id, started_at, id);
      CREATE INDEX visits_ip_idx ON visits (ip, customer_id);

      -- The visit that somebody is at, or was last: one row to lock, found without looking through the months.
      CREATE TABLE latest_visits (
        visitor_id   uuid CONSTRAINT latest_visits_pkey PRIMARY KEY,
        visit_id     uuid NOT NULL,
        started_at   timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        customer_id  uuid
      );
      CREATE INDEX latest_visits_last_seen_at_idx ON latest_visits (last_seen_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE latest_visits, visits');
  }
}
