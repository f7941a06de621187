import type { MigrationInterface, QueryRunner } from 'typeorm';

// Each key looked for its job, some hundred thousand times; whatever ends an import forgets its keys.
export class ClaimKeysSooner1764000001140 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE import_keys DROP CONSTRAINT import_keys_job_id_fkey');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM import_keys WHERE job_id NOT IN (SELECT id FROM jobs);
      ALTER TABLE import_keys
        ADD CONSTRAINT import_keys_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs ON DELETE CASCADE;
    `);
  }
}
