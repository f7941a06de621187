import { statement, type Tx } from '@clientele/database';
import type { Merge } from '@clientele/merging';
import { Injectable } from '@nestjs/common';
import type { SalesTeam } from './sales-team.entity';
import { type Doer, TeamAnnouncements } from './team-announcements.service';

interface TeamRow extends Pick<SalesTeam, 'id' | 'shopId' | 'name' | 'version'> {
  readonly [column: string]: unknown;
}

// In one order, so that two who change the same teams wait for each other instead of for ever.
const lock = statement<TeamRow>(
  'merged-teams-lock',
  `SELECT t.id, t.shop_id AS "shopId", t.name, t.version
   FROM sales_teams t JOIN sales_team_responsibilities r ON r.team_id = t.id
   WHERE r.kind = 'customer' AND r.target_id = $1 ORDER BY t.id FOR NO KEY UPDATE OF t`,
);

const isResponsible = (team: string, customer: string): string =>
  `EXISTS (SELECT FROM sales_team_responsibilities o
           WHERE o.team_id = ${team} AND o.kind = 'customer' AND o.target_id = ${customer})`;

/** `(merge, from, into)`: makes teams responsible for the survivor, but those that are; tells which. */
const move = statement<{ id: string }>(
  'merged-teams-move',
  `WITH moved AS (
     UPDATE sales_team_responsibilities r SET target_id = $3
     WHERE r.kind = 'customer' AND r.target_id = $2 AND NOT ${isResponsible('r.team_id', '$3')} RETURNING r.team_id
   ), kept AS (
     INSERT INTO merged_rows (merge_id, table_name, row_id)
     SELECT $1::uuid, 'sales_team_responsibilities', team_id FROM moved ON CONFLICT DO NOTHING
   )
   SELECT team_id AS id FROM moved`,
);

/** `(merge, from, into)`: the other way round, for those that are remembered and responsible still. */
const putBack = statement<{ id: string }>(
  'merged-teams-put-back',
  `WITH back AS (
     UPDATE sales_team_responsibilities r SET target_id = $2 FROM merged_rows m
     WHERE m.merge_id = $1 AND m.table_name = 'sales_team_responsibilities' AND m.row_id = r.team_id
       AND r.kind = 'customer' AND r.target_id = $3 AND NOT ${isResponsible('r.team_id', '$2')} RETURNING r.team_id
   ), forgotten AS (
     DELETE FROM merged_rows m USING back
     WHERE m.merge_id = $1 AND m.table_name = 'sales_team_responsibilities' AND m.row_id = back.team_id
   )
   SELECT team_id AS id FROM back`,
);

/** Teams that are responsible for a customer go with it into the one it becomes part of. */
@Injectable()
export class MergedTeams {
  constructor(private readonly announcements: TeamAnnouncements) {}

  /** After the merge is known. A team that is responsible for both stays so, and for the one that comes back. */
  async move(tx: Tx, doer: Doer, { id, fromId, intoId }: Merge): Promise<void> {
    const teams = await lock.rows(tx, [fromId]);
    if (teams.length === 0) return;
    await this.announce(tx, doer, teams, await move.rows(tx, [id, fromId, intoId]));
  }

  /** When the merge is undone. */
  async putBack(tx: Tx, doer: Doer, { id, fromId, intoId }: Merge): Promise<void> {
    const teams = await lock.rows(tx, [intoId]);
    if (teams.length === 0) return;
    await this.announce(tx, doer, teams, await putBack.rows(tx, [id, fromId, intoId]));
  }

  private async announce(
    tx: Tx,
    doer: Doer,
    teams: readonly TeamRow[],
    changed: readonly { readonly id: string }[],
  ): Promise<void> {
    const ids = new Set(changed.map(({ id }) => id));
    for (const team of teams) if (ids.has(team.id)) await this.announcements.partsChanged(tx, doer, team);
  }
}
