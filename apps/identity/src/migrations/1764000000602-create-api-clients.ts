import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiClients1764000000602 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_clients (
        id                   uuid CONSTRAINT api_clients_pkey PRIMARY KEY,
        shop_id              uuid NOT NULL CONSTRAINT api_clients_shop_id_fkey REFERENCES shops,
        name                 text NOT NULL,
        scopes               text[] NOT NULL,
        enabled              boolean NOT NULL,
        secret_hash          bytea NOT NULL,
        previous_hash        bytea,
        previous_expires_at  timestamptz,
        created_at           timestamptz NOT NULL,
        version              integer NOT NULL,
        CONSTRAINT api_clients_previous_check CHECK ((previous_hash IS NULL) = (previous_expires_at IS NULL))
      );
      CREATE INDEX api_clients_shop_id_created_at_idx ON api_clients (shop_id, created_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_clients');
  }
}
