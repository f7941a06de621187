import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSeenCustomers1764000000721 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE customer_memberships (
        customer_id uuid CONSTRAINT customer_memberships_pkey PRIMARY KEY,
        version     integer NOT NULL
      );

      CREATE TABLE customer_groups (
        customer_id uuid NOT NULL,
        group_id    uuid NOT NULL,
        CONSTRAINT customer_groups_pkey PRIMARY KEY (customer_id, group_id)
      );
      CREATE INDEX customer_groups_group_id_idx ON customer_groups (group_id, customer_id);

      CREATE VIEW seen_customers AS
        SELECT m.employee_id, d.target_id AS customer_id
        FROM sales_team_members m JOIN sales_team_responsibilities d ON d.team_id = m.team_id AND d.kind = 'customer'
        UNION ALL
        SELECT m.employee_id, g.customer_id
        FROM sales_team_members m JOIN sales_team_responsibilities d ON d.team_id = m.team_id AND d.kind = 'group'
          JOIN customer_groups g ON g.group_id = d.target_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW seen_customers; DROP TABLE customer_groups, customer_memberships');
  }
}
