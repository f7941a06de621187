import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAudit1764000000600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // No foreign keys: the log outlives what it tells of, and half of that is in other databases.
    await db.query(`
      CREATE TABLE audit_entries (
        position       bigint GENERATED ALWAYS AS IDENTITY,
        recorded_at    timestamptz NOT NULL DEFAULT now(),
        id             uuid NOT NULL,
        at             timestamptz NOT NULL,
        shop_id        uuid NOT NULL,
        service        text NOT NULL,
        kind           text NOT NULL CONSTRAINT audit_entries_kind_check CHECK (kind IN ('change', 'read')),
        actor_kind     text NOT NULL,
        actor_id       text NOT NULL,
        operation      text NOT NULL,
        resource_type  text NOT NULL,
        resource_id    text,
        customer_id    uuid,
        times          integer NOT NULL,
        details        json,
        details_digest bytea NOT NULL,
        CONSTRAINT audit_entries_pkey PRIMARY KEY (position, recorded_at)
      ) PARTITION BY RANGE (recorded_at);
      CREATE INDEX audit_entries_shop_id_at_idx ON audit_entries (shop_id, at, id);
      CREATE INDEX audit_entries_actor_id_at_idx ON audit_entries (actor_id, at, id);
      CREATE INDEX audit_entries_customer_id_at_idx ON audit_entries (customer_id, at, id) WHERE customer_id IS NOT NULL;
      CREATE INDEX audit_entries_resource_at_idx ON audit_entries (resource_type, resource_id, at, id);

      -- Each entry's place in the chain. Apart from the entries, as those never change.
      CREATE TABLE audit_links (
        link        bigint CONSTRAINT audit_links_pkey PRIMARY KEY,
        position    bigint NOT NULL,
        recorded_at timestamptz NOT NULL,
        hash        bytea NOT NULL
      );
      CREATE UNIQUE INDEX audit_links_position_key ON audit_links (position);
      CREATE INDEX audit_links_recorded_at_idx ON audit_links (recorded_at);

      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$;

      -- The one change: details of a person who is to be forgotten go; their digest stays in the chain.
      CREATE FUNCTION refuse_audit_edit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.details IS NULL AND to_jsonb(NEW) - 'details' = to_jsonb(OLD) - 'details' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$;

      -- A link goes only when its entry has gone with its month.
      CREATE FUNCTION refuse_audit_unlink() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM audit_entries WHERE position = OLD.position AND recorded_at = OLD.recorded_at) THEN
          RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
      END $$;

      CREATE TRIGGER audit_entries_edit BEFORE UPDATE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_edit();
      CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
      CREATE TRIGGER audit_entries_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
      CREATE TRIGGER audit_links_edit BEFORE UPDATE ON audit_links
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
      CREATE TRIGGER audit_links_delete BEFORE DELETE ON audit_links
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_unlink();
      CREATE TRIGGER audit_links_truncate BEFORE TRUNCATE ON audit_links
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

      -- A partition per month; what falls in none, such as after a long stop of housekeeping, is kept aside.
      CREATE FUNCTION make_audit_month(month timestamptz) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        first timestamptz := date_trunc('month', month, 'UTC');
        name text := 'audit_entries_' || to_char(first AT TIME ZONE 'UTC', 'YYYYMM');
      BEGIN
        IF to_regclass(name) IS NOT NULL THEN
          RETURN;
        END IF;
        EXECUTE format('CREATE TABLE %I PARTITION OF audit_entries FOR VALUES FROM (%L) TO (%L)',
                       name, first, date_trunc('month', first + interval '32 days', 'UTC'));
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()',
                       name || '_truncate', name);
      END $$;
      CREATE TABLE audit_entries_other PARTITION OF audit_entries DEFAULT;
      CREATE TRIGGER audit_entries_other_truncate BEFORE TRUNCATE ON audit_entries_other
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
      SELECT make_audit_month(now()), make_audit_month(now() + interval '32 days');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE audit_links, audit_entries;
      DROP FUNCTION make_audit_month(timestamptz), refuse_audit_unlink(), refuse_audit_edit(), refuse_audit_change();
    `);
  }
}
