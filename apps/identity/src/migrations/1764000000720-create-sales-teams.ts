import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSalesTeams1764000000720 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sales_teams (
        id         uuid CONSTRAINT sales_teams_pkey PRIMARY KEY,
        shop_id    uuid NOT NULL CONSTRAINT sales_teams_shop_id_fkey REFERENCES shops,
        name       text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version    integer NOT NULL
      );
      CREATE UNIQUE INDEX sales_teams_shop_id_name_key ON sales_teams (shop_id, (lower(name) COLLATE "C"));
      CREATE INDEX sales_teams_shop_id_created_at_idx ON sales_teams (shop_id, created_at, id);

      CREATE TABLE sales_team_members (
        team_id     uuid NOT NULL CONSTRAINT sales_team_members_team_id_fkey REFERENCES sales_teams ON DELETE CASCADE,
        employee_id uuid NOT NULL
                    CONSTRAINT sales_team_members_employee_id_fkey REFERENCES employees ON DELETE CASCADE,
        added_at    timestamptz NOT NULL,
        CONSTRAINT sales_team_members_pkey PRIMARY KEY (team_id, employee_id)
      );
      CREATE INDEX sales_team_members_employee_id_idx ON sales_team_members (employee_id, team_id);

      CREATE TABLE sales_team_responsibilities (
        team_id   uuid NOT NULL
                  CONSTRAINT sales_team_responsibilities_team_id_fkey REFERENCES sales_teams ON DELETE CASCADE,
        kind      text NOT NULL
                  CONSTRAINT sales_team_responsibilities_kind_check
                  CHECK (kind IN ('customer', 'group', 'segment', 'shop')),
        target_id uuid NOT NULL,
        added_at  timestamptz NOT NULL,
        CONSTRAINT sales_team_responsibilities_pkey PRIMARY KEY (team_id, kind, target_id)
      );
      CREATE INDEX sales_team_responsibilities_target_id_idx
        ON sales_team_responsibilities (target_id, kind, team_id);

      -- Whom each employee sees by its teams. The shop is not here: who looks after all of it has \`customers:all\`.
      CREATE VIEW seen_customers AS
        SELECT m.employee_id, r.target_id AS customer_id
        FROM sales_team_members m JOIN sales_team_responsibilities r ON r.team_id = m.team_id AND r.kind = 'customer'
        UNION ALL
        SELECT m.employee_id, g.customer_id
        FROM sales_team_members m JOIN sales_team_responsibilities r ON r.team_id = m.team_id AND r.kind = 'group'
          JOIN customer_groups g ON g.group_id = r.target_id;

      -- Nobody sees less by an upgrade than before; new shops start with other roles.
      UPDATE roles SET permissions = permissions || '{customers:all}'::text[] WHERE 'customers:all' <> ALL (permissions);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE roles SET permissions = array_remove(permissions, 'customers:all');
      DROP VIEW seen_customers;
      DROP TABLE sales_team_responsibilities, sales_team_members, sales_teams;
    `);
  }
}
