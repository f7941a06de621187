import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePermissions1764000000201 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE profiles
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT profiles_position_check CHECK (position >= 0),
        -- Checked at the commit: a new order moves many at once.
        ADD CONSTRAINT profiles_shop_id_position_key UNIQUE (shop_id, position) DEFERRABLE INITIALLY DEFERRED;
      DROP INDEX profiles_shop_id_position_idx;

      CREATE TABLE shop_permissions (
        shop_id    uuid NOT NULL CONSTRAINT shop_permissions_shop_id_fkey REFERENCES shops,
        code       text COLLATE "C" NOT NULL CONSTRAINT shop_permissions_code_check CHECK (code LIKE 'x:%'),
        name       jsonb NOT NULL CONSTRAINT shop_permissions_name_check CHECK (name <> '{}'),
        created_at timestamptz NOT NULL,
        CONSTRAINT shop_permissions_pkey PRIMARY KEY (shop_id, code)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE shop_permissions;
      CREATE INDEX profiles_shop_id_position_idx ON profiles (shop_id, position, id);
      ALTER TABLE profiles
        DROP CONSTRAINT profiles_shop_id_position_key, DROP CONSTRAINT profiles_position_check, DROP COLUMN version;
    `);
  }
}
