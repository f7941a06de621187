import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAutoAssignments1763000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE auto_assignments (
        id               uuid CONSTRAINT auto_assignments_pkey PRIMARY KEY,
        shop_id          uuid NOT NULL,
        product_id       text NOT NULL,
        default_group_id uuid,
        duration         text,
        until            date,
        enabled          boolean NOT NULL,
        priority         integer NOT NULL,
        on_repurchase    text NOT NULL
                         CONSTRAINT auto_assignments_on_repurchase_check CHECK (on_repurchase IN ('extend', 'restart', 'ignore')),
        version          integer NOT NULL,
        created_at       timestamptz NOT NULL,
        updated_at       timestamptz NOT NULL,
        CONSTRAINT auto_assignments_validity_check CHECK (num_nonnulls(duration, until) <= 1)
      );
      CREATE INDEX auto_assignments_shop_id_product_id_idx ON auto_assignments (shop_id, product_id);
      CREATE INDEX auto_assignments_shop_id_created_at_idx ON auto_assignments (shop_id, created_at, id);
      CREATE INDEX auto_assignments_shop_id_priority_idx ON auto_assignments (shop_id, priority, id);

      CREATE TABLE auto_assignment_groups (
        rule_id  uuid NOT NULL
                 CONSTRAINT auto_assignment_groups_rule_id_fkey REFERENCES auto_assignments ON DELETE CASCADE,
        group_id uuid NOT NULL CONSTRAINT auto_assignment_groups_group_id_fkey REFERENCES groups,
        CONSTRAINT auto_assignment_groups_pkey PRIMARY KEY (rule_id, group_id)
      );
      CREATE INDEX auto_assignment_groups_group_id_idx ON auto_assignment_groups (group_id);

      -- The default group that a rule chooses is one of those it gives.
      ALTER TABLE auto_assignments ADD CONSTRAINT auto_assignments_default_group_id_fkey
        FOREIGN KEY (id, default_group_id) REFERENCES auto_assignment_groups (rule_id, group_id)
        DEFERRABLE INITIALLY DEFERRED;

      CREATE TABLE auto_assignment_settings (
        shop_id    uuid CONSTRAINT auto_assignment_settings_pkey PRIMARY KEY,
        enabled    boolean NOT NULL,
        version    integer NOT NULL,
        updated_at timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auto_assignments DROP CONSTRAINT auto_assignments_default_group_id_fkey;
      DROP TABLE auto_assignment_settings, auto_assignment_groups, auto_assignments;
    `);
  }
}
