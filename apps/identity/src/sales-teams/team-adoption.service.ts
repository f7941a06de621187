import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { addResponsibilities, sizeOfTeam } from './sales-team-parts.queries';
import { requireRoom } from './sales-team.domain';
import { type Doer, TeamAnnouncements } from './team-announcements.service';

// In one order, so that two who adopt at once wait for each other instead of for ever.
const teamsOf = statement<{ id: string }>(
  'sales-teams-of-employee',
  'SELECT team_id AS id FROM sales_team_members WHERE employee_id = $1 ORDER BY team_id',
);

/** Gives members of sales teams sight of the customers that they make. */
@Injectable()
export class TeamAdoption {
  constructor(
    private readonly clock: Clock,
    private readonly announcements: TeamAnnouncements,
  ) {}

  /** Makes the teams of a caller who does not see all responsible for a new customer. */
  async adopt(tx: Tx, caller: Principal, customerId: string): Promise<void> {
    const employeeId = limitedTo(caller);
    if (employeeId === undefined) return;
    await this.adoptAll(tx, caller, employeeId, [customerId]);
    await this.announce(tx, caller, employeeId);
  }

  /** Makes the teams of an employee responsible for new customers. Whoever is done with it calls `announce`. */
  async adoptAll(tx: Tx, doer: Doer, employeeId: string, customerIds: readonly string[]): Promise<void> {
    for (const { id } of await teamsOf.rows(tx, [employeeId])) {
      await this.announcements.lock(tx, doer, id);
      const kinds = customerIds.map(() => 'customer');
      await addResponsibilities.rows(tx, [id, kinds, customerIds, this.clock.now()]);
      const size = await sizeOfTeam.first(tx, [id]);
      if (size) requireRoom(size);
    }
  }

  /** Tells the other services what the teams of an employee have become: all of each, so not after every few customers. */
  async announce(tx: Tx, doer: Doer, employeeId: string): Promise<void> {
    for (const { id } of await teamsOf.rows(tx, [employeeId]))
      await this.announcements.partsChanged(tx, doer, await this.announcements.lock(tx, doer, id));
  }
}
