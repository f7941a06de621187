import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMembershipChanges1764000000832 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Without foreign keys: what happened outlives groups and grants.
      CREATE TABLE membership_changes (
        id          uuid CONSTRAINT membership_changes_pkey PRIMARY KEY,
        customer_id uuid NOT NULL,
        group_id    uuid NOT NULL,
        kind        text NOT NULL
                    CONSTRAINT membership_changes_kind_check
                    CHECK (kind IN ('joined', 'extended', 'shortened', 'left', 'made-default')),
        expires_at  timestamptz,
        grant_id    uuid,
        actor_kind  text NOT NULL,
        actor_id    text NOT NULL,
        changed_at  timestamptz NOT NULL
      );
      CREATE INDEX membership_changes_customer_id_idx ON membership_changes (customer_id, changed_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE membership_changes');
  }
}
