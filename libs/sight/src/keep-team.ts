import { type DomainEvent, SalesTeamChanged, type SalesTeamDeleted } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

// Locks the team's row, so that events about one team wait for each other. An equal version is told again.
const advance = statement<{ id: string }>(
  'sales-teams-advance',
  `INSERT INTO sales_teams AS t (id, deleted, version) VALUES ($1, $2, $3)
   ON CONFLICT (id) DO UPDATE SET deleted = excluded.deleted, version = excluded.version
   WHERE t.version < excluded.version OR (t.version = excluded.version AND NOT t.deleted)
   RETURNING id`,
);

// A statement of its own, as it must see what another event has written while we waited for the lock.
const keep = statement(
  'sales-teams-keep',
  `WITH members AS (SELECT unnest($2::uuid[]) AS employee_id),
        responsibilities AS (SELECT * FROM unnest($3::text[], $4::uuid[]) AS u (kind, target_id)),
        gone AS (
          DELETE FROM sales_team_members m WHERE m.team_id = $1
            AND NOT EXISTS (SELECT FROM members n WHERE n.employee_id = m.employee_id)),
        ended AS (
          DELETE FROM sales_team_responsibilities d WHERE d.team_id = $1
            AND ($5::uuid IS NULL OR d.target_id >= $5) AND ($6::uuid IS NULL OR d.target_id < $6)
            AND NOT EXISTS (SELECT FROM responsibilities n WHERE (n.kind, n.target_id) = (d.kind, d.target_id))),
        new_members AS (
          INSERT INTO sales_team_members (team_id, employee_id) SELECT $1, employee_id FROM members
          ON CONFLICT DO NOTHING)
   INSERT INTO sales_team_responsibilities (team_id, kind, target_id) SELECT $1, kind, target_id FROM responsibilities
   ON CONFLICT DO NOTHING`,
);

/** Keeps a sales team, or a part of it, as identity announced it. Of an older version nothing counts: all is told of each. */
export async function keepTeam(
  { aggregate, data }: DomainEvent<SalesTeamChanged | SalesTeamDeleted>,
  tx: Tx,
): Promise<void> {
  const team: Team = data instanceof SalesTeamChanged ? data : { employeeIds: [], responsibilities: [] };
  const isDeleted = !(data instanceof SalesTeamChanged);
  if (!(await advance.first(tx, [aggregate.id, isDeleted, aggregate.version]))) return;

  const responsibilities = team.responsibilities.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, id })));
  await keep.rows(tx, [
    aggregate.id,
    team.employeeIds,
    responsibilities.map(({ kind }) => kind),
    responsibilities.map(({ id }) => id),
    team.fromId ?? null,
    team.beforeId ?? null,
  ]);
}

type Team = Omit<SalesTeamChanged, 'teamId' | 'name'>;
