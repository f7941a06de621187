import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSeenCustomers1764000000721 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE VIEW seen_customers AS
        SELECT m.employee_id, r.target_id AS customer_id
        FROM sales_team_members m JOIN sales_team_responsibilities r ON r.team_id = m.team_id AND r.kind = 'customer'
        UNION ALL
        SELECT m.employee_id, s.customer_id
        FROM sales_team_members m JOIN sales_team_responsibilities r ON r.team_id = m.team_id AND r.kind = 'group'
          JOIN memberships s ON s.group_id = r.target_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW seen_customers');
  }
}
