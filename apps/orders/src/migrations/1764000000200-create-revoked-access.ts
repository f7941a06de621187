import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRevokedAccess1764000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE revoked_access (
        id         uuid CONSTRAINT revoked_access_pkey PRIMARY KEY,
        revoked    boolean NOT NULL,
        version    integer NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX revoked_access_changed_at_idx ON revoked_access (changed_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE revoked_access');
  }
}
