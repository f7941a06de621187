import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateModules1764000000901 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE modules (
        shop_id    uuid NOT NULL,
        key        text NOT NULL,
        name       jsonb NOT NULL CONSTRAINT modules_name_check CHECK (name <> '{}'),
        version    integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT modules_pkey PRIMARY KEY (shop_id, key)
      );

      -- Whether members may use what the exceptions do not name.
      ALTER TABLE groups ADD COLUMN allows_modules boolean NOT NULL DEFAULT true;

      CREATE TABLE module_exceptions (
        group_id   uuid NOT NULL
                   CONSTRAINT module_exceptions_group_id_fkey REFERENCES groups ON DELETE CASCADE,
        shop_id    uuid NOT NULL,
        module_key text NOT NULL,
        CONSTRAINT module_exceptions_pkey PRIMARY KEY (group_id, module_key),
        CONSTRAINT module_exceptions_module_key_fkey
          FOREIGN KEY (shop_id, module_key) REFERENCES modules ON DELETE CASCADE
      );
      CREATE INDEX module_exceptions_shop_id_module_key_idx ON module_exceptions (shop_id, module_key);

      CREATE TABLE group_settings (
        shop_id       uuid CONSTRAINT group_settings_pkey PRIMARY KEY,
        module_policy text NOT NULL
                      CONSTRAINT group_settings_module_policy_check
                      CHECK (module_policy IN ('any-group-allows', 'every-group-must-allow')),
        version       integer NOT NULL,
        updated_at    timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE group_settings, module_exceptions, modules;
      ALTER TABLE groups DROP COLUMN allows_modules;
    `);
  }
}
