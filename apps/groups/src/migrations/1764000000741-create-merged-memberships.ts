import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMergedMemberships1764000000741 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE merged_memberships (
        merge_id        uuid NOT NULL,
        group_id        uuid NOT NULL,
        from_membership jsonb NOT NULL,
        into_membership jsonb,
        CONSTRAINT merged_memberships_pkey PRIMARY KEY (merge_id, group_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE merged_memberships');
  }
}
