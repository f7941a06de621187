import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSessions1763000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE signing_keys (
        id          uuid CONSTRAINT signing_keys_pkey PRIMARY KEY,
        state       text NOT NULL CONSTRAINT signing_keys_state_check CHECK (state IN ('next', 'active', 'retired')),
        public_jwk  jsonb NOT NULL,
        private_key bytea NOT NULL,
        usable_at   timestamptz NOT NULL,
        activated_at timestamptz,
        expires_at  timestamptz,
        CONSTRAINT signing_keys_activated_at_check CHECK ((state = 'next') = (activated_at IS NULL)),
        CONSTRAINT signing_keys_expires_at_check CHECK ((state = 'retired') = (expires_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX signing_keys_state_key ON signing_keys (state) WHERE state <> 'retired';

      CREATE TABLE sessions (
        id          uuid CONSTRAINT sessions_pkey PRIMARY KEY,
        contact_id  uuid CONSTRAINT sessions_contact_id_fkey REFERENCES contacts ON DELETE CASCADE,
        employee_id uuid CONSTRAINT sessions_employee_id_fkey REFERENCES employees ON DELETE CASCADE,
        created_at  timestamptz NOT NULL,
        expires_at  timestamptz NOT NULL,
        CONSTRAINT sessions_owner_check CHECK (num_nonnulls(contact_id, employee_id) = 1)
      );
      CREATE INDEX sessions_contact_id_idx ON sessions (contact_id);
      CREATE INDEX sessions_employee_id_idx ON sessions (employee_id);
      CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

      CREATE TABLE refresh_tokens (
        id         uuid CONSTRAINT refresh_tokens_pkey PRIMARY KEY,
        session_id uuid NOT NULL CONSTRAINT refresh_tokens_session_id_fkey REFERENCES sessions ON DELETE CASCADE,
        link_id    uuid CONSTRAINT refresh_tokens_link_id_fkey REFERENCES contact_links ON DELETE CASCADE,
        generation integer NOT NULL,
        hash       bytea NOT NULL,
        rotated_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);
      CREATE INDEX refresh_tokens_link_id_idx ON refresh_tokens (link_id);
      CREATE INDEX refresh_tokens_expires_at_idx ON refresh_tokens (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE refresh_tokens, sessions, signing_keys');
  }
}
