import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, violates } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { SalesTeam } from './sales-team.entity';
import { TeamAnnouncements } from './team-announcements.service';
import type { CreateSalesTeamBody, EditSalesTeamBody } from './sales-teams.bodies';
import { SalesTeamNameTaken } from './sales-teams.problems';
import { readSalesTeam } from './sales-teams.queries';
import type { SalesTeamView } from './sales-teams.views';

/** Makes, names and deletes sales teams. Only who sees all decides what others see. */
@Injectable()
export class SalesTeamsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly announcements: TeamAnnouncements,
    private readonly audit: Audit,
  ) {}

  create(once: Once, caller: Principal, { name }: CreateSalesTeamBody): Promise<RawJson<SalesTeamView>> {
    return once(async (tx) => {
      const [id, now] = [newId(), this.clock.now()];
      const team = { id, shopId: caller.shopId, name, createdAt: now, updatedAt: now, version: 1 };
      await tx.insert(SalesTeam, team).catch(explain);
      await this.announcements.changed(tx, caller, team);
      await this.audit.add(tx, caller, { ...deed('create', id), after: { name } });
      return readSalesTeam(tx, caller, id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    changes: EditSalesTeamBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.db.transaction(async (tx) => {
      const team = await this.announcements.lock(tx, caller, id);
      requireVersion(team.version, version);
      const changed = { ...team, ...changes, version: version + 1, updatedAt: this.clock.now() };
      await tx.update(SalesTeam, id, changed).catch(explain);
      await this.announcements.changed(tx, caller, changed);
      await this.audit.add(tx, caller, { ...deed('edit', id), ...changesOf<object>(team, changes) });
      return readSalesTeam(tx, caller, id);
    });
  }

  remove(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const team = await this.announcements.lock(tx, caller, id);
      await tx.delete(SalesTeam, id);
      await this.announcements.deleted(tx, caller, team);
      await this.audit.add(tx, caller, { ...deed('remove', id), before: { name: team.name } });
    });
  }
}

const deed = (verb: string, id: string) => ({
  operation: `salesTeams.${verb}`,
  resource: { type: 'sales-teams', id },
});

function explain(error: unknown): never {
  throw violates(error, 'sales_teams_shop_id_name_key') ? new SalesTeamNameTaken() : error;
}
