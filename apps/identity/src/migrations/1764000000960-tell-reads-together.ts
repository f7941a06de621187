import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellReadsTogether1764000000960 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit_entries ADD COLUMN resource_ids text[], ADD COLUMN customer_ids uuid[];
      CREATE INDEX audit_entries_resource_ids_idx ON audit_entries USING gin (resource_ids) WHERE resource_ids IS NOT NULL;
      CREATE INDEX audit_entries_customer_ids_idx ON audit_entries USING gin (customer_ids) WHERE customer_ids IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE audit_entries DROP COLUMN resource_ids, DROP COLUMN customer_ids');
  }
}
