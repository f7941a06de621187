import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSalesTeams1764000000720 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A projection: facts of another service, in whatever order they come, so without foreign keys.
    await db.query(`
      CREATE TABLE sales_teams (
        id      uuid CONSTRAINT sales_teams_pkey PRIMARY KEY,
        deleted boolean NOT NULL,
        version integer NOT NULL
      );

      CREATE TABLE sales_team_members (
        team_id     uuid NOT NULL,
        employee_id uuid NOT NULL,
        CONSTRAINT sales_team_members_pkey PRIMARY KEY (team_id, employee_id)
      );
      CREATE INDEX sales_team_members_employee_id_idx ON sales_team_members (employee_id, team_id);

      CREATE TABLE sales_team_responsibilities (
        team_id   uuid NOT NULL,
        kind      text NOT NULL,
        target_id uuid NOT NULL,
        CONSTRAINT sales_team_responsibilities_pkey PRIMARY KEY (team_id, kind, target_id)
      );
      CREATE INDEX sales_team_responsibilities_target_id_idx ON sales_team_responsibilities (target_id, kind, team_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE sales_team_responsibilities, sales_team_members, sales_teams');
  }
}
