import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSegments1764000000851 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE fact_changes (
        id          bigint GENERATED ALWAYS AS IDENTITY,
        customer_id uuid NOT NULL,
        facts       text[] NOT NULL,
        CONSTRAINT fact_changes_pkey PRIMARY KEY (id)
      );

      CREATE TABLE segments (
        id                 uuid NOT NULL,
        shop_id            uuid NOT NULL,
        name               jsonb NOT NULL,
        rule               jsonb,
        included_group_ids uuid[] NOT NULL,
        excluded_group_ids uuid[] NOT NULL,
        facts              text[] NOT NULL,
        is_timed           boolean NOT NULL,
        timed_until        timestamptz NOT NULL,
        state              text NOT NULL,
        built_at           timestamptz,
        version            integer NOT NULL,
        created_at         timestamptz NOT NULL,
        updated_at         timestamptz NOT NULL,
        CONSTRAINT segments_pkey PRIMARY KEY (id),
        CONSTRAINT segments_state_check CHECK (state IN ('building', 'ready', 'deleted'))
      );
      CREATE INDEX segments_shop_id_created_at_idx ON segments (shop_id, created_at, id);
      CREATE INDEX segments_facts_idx ON segments USING gin (facts);

      CREATE TABLE segment_builds (
        segment_id   uuid NOT NULL,
        cause        text NOT NULL,
        done_until   uuid,
        processed    integer NOT NULL DEFAULT 0,
        total        integer NOT NULL,
        requested_at timestamptz NOT NULL,
        CONSTRAINT segment_builds_pkey PRIMARY KEY (segment_id),
        CONSTRAINT segment_builds_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segments (id) ON DELETE CASCADE,
        CONSTRAINT segment_builds_cause_check CHECK (cause IN ('definition', 'reconciliation', 'deletion'))
      );

      CREATE TABLE segment_pins (
        segment_id  uuid NOT NULL,
        customer_id uuid NOT NULL,
        effect      text NOT NULL,
        until       timestamptz,
        pinned_at   timestamptz NOT NULL,
        CONSTRAINT segment_pins_pkey PRIMARY KEY (segment_id, customer_id),
        CONSTRAINT segment_pins_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segments (id) ON DELETE CASCADE,
        CONSTRAINT segment_pins_effect_check CHECK (effect IN ('in', 'out'))
      );
      CREATE INDEX segment_pins_until_idx ON segment_pins (until) WHERE until IS NOT NULL;

      CREATE TABLE segment_members (
        segment_id  uuid NOT NULL,
        customer_id uuid NOT NULL,
        source      text NOT NULL,
        entered_at  timestamptz NOT NULL,
        CONSTRAINT segment_members_pkey PRIMARY KEY (segment_id, customer_id),
        CONSTRAINT segment_members_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segments (id),
        CONSTRAINT segment_members_source_check CHECK (source IN ('rule', 'group', 'pin'))
      );
      CREATE INDEX segment_members_customer_id_idx ON segment_members (customer_id);

      CREATE TABLE segment_transitions (
        id          bigint GENERATED ALWAYS AS IDENTITY,
        segment_id  uuid NOT NULL,
        customer_id uuid NOT NULL,
        entered     boolean NOT NULL,
        cause       text NOT NULL,
        happened_at timestamptz NOT NULL,
        CONSTRAINT segment_transitions_pkey PRIMARY KEY (id),
        CONSTRAINT segment_transitions_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segments (id)
      );
      CREATE INDEX segment_transitions_segment_id_idx ON segment_transitions (segment_id, id);
      CREATE INDEX segment_transitions_customer_id_idx ON segment_transitions (customer_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE segment_transitions, segment_members, segment_pins, segment_builds, segments, fact_changes;
    `);
  }
}
