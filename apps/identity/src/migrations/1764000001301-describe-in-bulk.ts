import type { MigrationInterface, QueryRunner } from 'typeorm';

// What becomes due in a transaction that tells in bulk gives way as well.
export class DescribeInBulk1764000001301 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE due_descriptions
        ADD in_bulk boolean NOT NULL DEFAULT false,
        ADD due_at  timestamptz NOT NULL DEFAULT now(),
        ALTER in_bulk SET DEFAULT is_in_bulk(),
        ALTER due_at  SET DEFAULT clock_timestamp();
      CREATE INDEX due_descriptions_urgent_idx ON due_descriptions (id) WHERE NOT in_bulk;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE due_descriptions DROP in_bulk, DROP due_at');
  }
}
