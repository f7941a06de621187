import { Clock } from '@clientele/config';
import { type Actor, actorOf, salesTeamChanged, salesTeamDeleted } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { partsOf, type TeamParts } from './sales-team-parts.queries';
import { SalesTeam } from './sales-team.entity';
import { partsToTell, requireRoom, type TeamSize } from './sales-team.domain';
import { SalesTeamNotFound } from './sales-teams.problems';

type Team = Pick<SalesTeam, 'id' | 'shopId' | 'name' | 'version'>;

/** Who changes a team of which shop. */
export type Doer = Actor & { readonly shopId: string };

/** Tells the other services what sales teams have become. */
@Injectable()
export class TeamAnnouncements {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Locks a team for a change that is announced. */
  async lock(tx: Tx, { shopId }: Doer, id: string): Promise<SalesTeam> {
    const team = await tx.findOne(SalesTeam, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
    if (!team) throw new SalesTeamNotFound();
    return team;
  }

  /** Counts the change of a team's parts, and announces all of it. */
  async partsChanged(tx: Tx, caller: Doer, team: Team): Promise<void> {
    const changed = { version: team.version + 1, updatedAt: this.clock.now() };
    await tx.update(SalesTeam, team.id, changed);
    await this.changed(tx, caller, { ...team, ...changed });
  }

  async changed(tx: Tx, caller: Doer, team: Team): Promise<void> {
    const parts: TeamParts = (await partsOf.first(tx, [team.id])) ?? {
      employeeIds: [],
      responsibilities: [],
    };
    requireRoom(sizeOf(parts));
    const facts = { teamId: team.id, name: team.name, employeeIds: parts.employeeIds };
    const events = partsToTell(parts.responsibilities).map((part) =>
      salesTeamChanged.create(this.circumstances(caller, team), { ...facts, ...part }),
    );
    await this.outbox.add(tx, ...events);
  }

  async deleted(tx: Tx, caller: Doer, team: Team): Promise<void> {
    const last = { ...team, version: team.version + 1 };
    await this.outbox.add(tx, salesTeamDeleted.create(this.circumstances(caller, last), { teamId: team.id }));
  }

  private readonly circumstances = (caller: Doer, { id, shopId, version }: Team) => ({
    aggregate: { id, version },
    shopId,
    actor: actorOf(caller),
    occurredAt: this.clock.now(),
  });
}

const sizeOf = ({ employeeIds, responsibilities }: TeamParts): TeamSize => ({
  members: employeeIds.length,
  responsibilities: responsibilities.reduce((sum, { ids }) => sum + ids.length, 0),
});
