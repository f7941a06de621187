import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMemberships1763000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Without foreign keys: a grant outlives the rule and the group that it names.
      CREATE TABLE grants (
        id            uuid CONSTRAINT grants_pkey PRIMARY KEY,
        customer_id   uuid NOT NULL,
        group_id      uuid NOT NULL,
        order_id      uuid NOT NULL,
        order_line_id uuid NOT NULL,
        product_id    text NOT NULL,
        rule_id       uuid NOT NULL,
        granted_at    timestamptz NOT NULL,
        duration      text,
        until         timestamptz,
        on_repurchase text NOT NULL
                      CONSTRAINT grants_on_repurchase_check CHECK (on_repurchase IN ('extend', 'restart', 'ignore')),
        revoked_at    timestamptz,
        CONSTRAINT grants_validity_check CHECK (num_nonnulls(duration, until) <= 1)
      );
      CREATE UNIQUE INDEX grants_order_line_id_rule_id_group_id_key ON grants (order_line_id, rule_id, group_id);
      CREATE INDEX grants_customer_id_group_id_idx ON grants (customer_id, group_id);
      CREATE INDEX grants_order_id_idx ON grants (order_id);

      CREATE TABLE members (
        customer_id       uuid CONSTRAINT members_pkey PRIMARY KEY,
        shop_id           uuid NOT NULL,
        default_group_id  uuid NOT NULL,
        fallback_group_id uuid NOT NULL CONSTRAINT members_fallback_group_id_fkey REFERENCES groups,
        registered        boolean NOT NULL,
        version           integer NOT NULL,
        created_at        timestamptz NOT NULL,
        updated_at        timestamptz NOT NULL
      );
      CREATE INDEX members_fallback_group_id_idx ON members (fallback_group_id);

      CREATE TABLE memberships (
        customer_id     uuid NOT NULL CONSTRAINT memberships_customer_id_fkey REFERENCES members ON DELETE CASCADE,
        group_id        uuid NOT NULL CONSTRAINT memberships_group_id_fkey REFERENCES groups,
        started_at      timestamptz NOT NULL,
        expires_at      timestamptz,
        default_at      timestamptz,
        base_source     text
                        CONSTRAINT memberships_base_source_check
                        CHECK (base_source IN ('manual', 'registration', 'import', 'segment')),
        base_expires_at timestamptz,
        grant_id        uuid CONSTRAINT memberships_grant_id_fkey REFERENCES grants,
        CONSTRAINT memberships_pkey PRIMARY KEY (customer_id, group_id),
        CONSTRAINT memberships_rests_on_something_check CHECK (num_nonnulls(base_source, grant_id) > 0),
        CONSTRAINT memberships_base_expires_at_check CHECK (base_source IS NOT NULL OR base_expires_at IS NULL)
      );
      CREATE INDEX memberships_group_id_idx ON memberships (group_id, customer_id);
      CREATE INDEX memberships_expires_at_idx ON memberships (expires_at) WHERE expires_at IS NOT NULL;
      CREATE INDEX memberships_grant_id_idx ON memberships (grant_id) WHERE grant_id IS NOT NULL;

      -- The default group is one of the customer's groups at the end of every transaction.
      ALTER TABLE members ADD CONSTRAINT members_default_group_id_fkey
        FOREIGN KEY (customer_id, default_group_id) REFERENCES memberships (customer_id, group_id)
        DEFERRABLE INITIALLY DEFERRED;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE members DROP CONSTRAINT members_default_group_id_fkey;
      DROP TABLE memberships, members, grants;
    `);
  }
}
