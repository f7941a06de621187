import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateShops1763000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE shops (
        id        uuid CONSTRAINT shops_pkey PRIMARY KEY,
        name      text NOT NULL,
        time_zone text NOT NULL,
        currency  text NOT NULL CONSTRAINT shops_currency_check CHECK (currency ~ '^[A-Z]{3}$')
      );

      CREATE TABLE titles (
        id       uuid CONSTRAINT titles_pkey PRIMARY KEY,
        shop_id  uuid NOT NULL CONSTRAINT titles_shop_id_fkey REFERENCES shops,
        type     text NOT NULL CONSTRAINT titles_type_check CHECK (type IN ('male', 'female', 'neutral')),
        name     jsonb NOT NULL CONSTRAINT titles_name_check CHECK (name <> '{}'),
        position integer NOT NULL
      );
      CREATE INDEX titles_shop_id_position_idx ON titles (shop_id, position, id);

      CREATE TABLE profiles (
        id          uuid CONSTRAINT profiles_pkey PRIMARY KEY,
        shop_id     uuid NOT NULL CONSTRAINT profiles_shop_id_fkey REFERENCES shops,
        code        text,
        name        jsonb NOT NULL CONSTRAINT profiles_name_check CHECK (name <> '{}'),
        position    integer NOT NULL,
        permissions text[] NOT NULL
      );
      CREATE UNIQUE INDEX profiles_shop_id_code_key ON profiles (shop_id, code);
      CREATE INDEX profiles_shop_id_position_idx ON profiles (shop_id, position, id);

      CREATE TABLE roles (
        id          uuid CONSTRAINT roles_pkey PRIMARY KEY,
        shop_id     uuid NOT NULL CONSTRAINT roles_shop_id_fkey REFERENCES shops,
        code        text,
        name        jsonb NOT NULL CONSTRAINT roles_name_check CHECK (name <> '{}'),
        position    integer NOT NULL,
        permissions text[] NOT NULL
      );
      CREATE UNIQUE INDEX roles_shop_id_code_key ON roles (shop_id, code);
      CREATE INDEX roles_shop_id_position_idx ON roles (shop_id, position, id);

      CREATE TABLE employees (
        id               uuid CONSTRAINT employees_pkey PRIMARY KEY,
        shop_id          uuid NOT NULL CONSTRAINT employees_shop_id_fkey REFERENCES shops,
        role_id          uuid NOT NULL CONSTRAINT employees_role_id_fkey REFERENCES roles,
        first_name       text NOT NULL,
        last_name        text NOT NULL,
        email            text NOT NULL,
        normalized_email text COLLATE "C" NOT NULL,
        password_hash    text NOT NULL,
        enabled          boolean NOT NULL,
        created_at       timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX employees_shop_id_normalized_email_key ON employees (shop_id, normalized_email);
      CREATE INDEX employees_role_id_idx ON employees (role_id);
      CREATE INDEX employees_shop_id_created_at_idx ON employees (shop_id, created_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE employees, roles, profiles, titles, shops');
  }
}
