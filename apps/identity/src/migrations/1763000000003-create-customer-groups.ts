import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomerGroups1763000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Projections: facts of another service, in whatever order they come, so without foreign keys.
    await db.query(`
      CREATE TABLE known_groups (
        id      uuid CONSTRAINT known_groups_pkey PRIMARY KEY,
        name    jsonb NOT NULL,
        deleted boolean NOT NULL,
        version integer NOT NULL
      );

      CREATE TABLE customer_memberships (
        customer_id uuid CONSTRAINT customer_memberships_pkey PRIMARY KEY,
        version     integer NOT NULL
      );

      CREATE TABLE customer_groups (
        customer_id uuid NOT NULL,
        group_id    uuid NOT NULL,
        is_default  boolean NOT NULL,
        expires_at  timestamptz,
        CONSTRAINT customer_groups_pkey PRIMARY KEY (customer_id, group_id)
      );
      CREATE INDEX customer_groups_group_id_idx ON customer_groups (group_id, customer_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE customer_groups, customer_memberships, known_groups');
  }
}
