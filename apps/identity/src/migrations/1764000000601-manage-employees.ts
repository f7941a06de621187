import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ManageEmployees1764000000601 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // With defaults, as the release before knows nothing of these columns.
    await db.query(`
      ALTER TABLE roles
        ADD version integer NOT NULL DEFAULT 1,
        ADD two_factor_required boolean NOT NULL DEFAULT false;
      ALTER TABLE employees
        ADD version integer NOT NULL DEFAULT 1,
        ALTER password_hash DROP NOT NULL;
      CREATE INDEX employees_shop_id_last_name_idx ON employees (shop_id, (lower(last_name) COLLATE "C"), id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX employees_shop_id_last_name_idx;
      ALTER TABLE employees DROP version, ALTER password_hash SET NOT NULL;
      ALTER TABLE roles DROP two_factor_required, DROP version;
    `);
  }
}
