import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGroupDeletions1764000000903 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- From then on nobody joins and nothing may name the group; its members are being moved.
      ALTER TABLE groups ADD COLUMN deleting_at timestamptz;

      CREATE TABLE group_deletions (
        group_id             uuid CONSTRAINT group_deletions_pkey PRIMARY KEY
                             CONSTRAINT group_deletions_group_id_fkey REFERENCES groups ON DELETE CASCADE,
        replacement_group_id uuid NOT NULL
                             CONSTRAINT group_deletions_replacement_group_id_fkey REFERENCES groups,
        actor_kind           text NOT NULL,
        actor_id             text NOT NULL,
        requested_at         timestamptz NOT NULL
      );
      CREATE INDEX group_deletions_replacement_group_id_idx ON group_deletions (replacement_group_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE group_deletions; ALTER TABLE groups DROP COLUMN deleting_at');
  }
}
