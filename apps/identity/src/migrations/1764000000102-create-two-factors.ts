import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTwoFactors1764000000102 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE two_factors (
        id           uuid CONSTRAINT two_factors_pkey PRIMARY KEY,
        contact_id   uuid CONSTRAINT two_factors_contact_id_fkey REFERENCES contacts ON DELETE CASCADE,
        employee_id  uuid CONSTRAINT two_factors_employee_id_fkey REFERENCES employees ON DELETE CASCADE,
        secret       bytea NOT NULL,
        last_step    bigint NOT NULL,
        confirmed_at timestamptz,
        created_at   timestamptz NOT NULL,
        CONSTRAINT two_factors_owner_check CHECK (num_nonnulls(contact_id, employee_id) = 1)
      );
      CREATE UNIQUE INDEX two_factors_contact_id_key ON two_factors (contact_id);
      CREATE UNIQUE INDEX two_factors_employee_id_key ON two_factors (employee_id);

      CREATE TABLE recovery_codes (
        two_factor_id uuid CONSTRAINT recovery_codes_two_factor_id_fkey REFERENCES two_factors ON DELETE CASCADE,
        hash          bytea,
        CONSTRAINT recovery_codes_pkey PRIMARY KEY (two_factor_id, hash)
      );

      CREATE TABLE login_challenges (
        hash        bytea CONSTRAINT login_challenges_pkey PRIMARY KEY,
        contact_id  uuid CONSTRAINT login_challenges_contact_id_fkey REFERENCES contacts ON DELETE CASCADE,
        employee_id uuid CONSTRAINT login_challenges_employee_id_fkey REFERENCES employees ON DELETE CASCADE,
        tries       integer NOT NULL,
        expires_at  timestamptz NOT NULL,
        CONSTRAINT login_challenges_owner_check CHECK (num_nonnulls(contact_id, employee_id) = 1)
      );
      CREATE INDEX login_challenges_contact_id_idx ON login_challenges (contact_id);
      CREATE INDEX login_challenges_employee_id_idx ON login_challenges (employee_id);
      CREATE INDEX login_challenges_expires_at_idx ON login_challenges (expires_at);

      ALTER TABLE shops ADD COLUMN two_factor_required boolean NOT NULL DEFAULT false;
      ALTER TABLE customers ADD COLUMN two_factor_required boolean NOT NULL DEFAULT false;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE customers DROP COLUMN two_factor_required;
      ALTER TABLE shops DROP COLUMN two_factor_required;
      DROP TABLE login_challenges, recovery_codes, two_factors;
    `);
  }
}
