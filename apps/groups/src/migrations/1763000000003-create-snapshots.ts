import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSnapshots1763000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE snapshots (
        subject      text CONSTRAINT snapshots_pkey PRIMARY KEY
                     CONSTRAINT snapshots_subject_check CHECK (subject IN ('groups', 'memberships')),
        told_until   uuid,
        requested_at timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE snapshots');
  }
}
