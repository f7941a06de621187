import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddGroupReplacements1764000000901 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Of a group that is gone: decides the prices of those whose default it was until they have been moved.
      ALTER TABLE known_groups ADD COLUMN replaced_by uuid;
      CREATE INDEX known_groups_replaced_by_idx ON known_groups (replaced_by) WHERE replaced_by IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_groups DROP COLUMN replaced_by');
  }
}
