import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGroupSizes1764000000900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE group_sizes (
        group_id uuid CONSTRAINT group_sizes_pkey PRIMARY KEY
                 CONSTRAINT group_sizes_group_id_fkey REFERENCES groups ON DELETE CASCADE,
        members  bigint NOT NULL
      );

      -- Added and never changed, so that those who join or leave at once do not wait for each other.
      CREATE TABLE group_size_changes (
        id       bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT group_size_changes_pkey PRIMARY KEY,
        group_id uuid NOT NULL,
        change   integer NOT NULL
      );
      CREATE INDEX group_size_changes_group_id_idx ON group_size_changes (group_id);

      -- Whatever makes a membership come or go.
      CREATE FUNCTION count_members() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO group_size_changes (group_id, change)
        SELECT m.group_id, CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END FROM moved m GROUP BY m.group_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER memberships_joined AFTER INSERT ON memberships
        REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION count_members();
      CREATE TRIGGER memberships_left AFTER DELETE ON memberships
        REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION count_members();

      -- The triggers have locked the memberships: nobody joins between them and this.
      INSERT INTO group_sizes (group_id, members) SELECT group_id, count(*) FROM memberships GROUP BY group_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER memberships_joined ON memberships;
      DROP TRIGGER memberships_left ON memberships;
      DROP FUNCTION count_members;
      DROP TABLE group_size_changes, group_sizes;
    `);
  }
}
