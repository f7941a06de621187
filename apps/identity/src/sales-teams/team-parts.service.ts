import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import {
  addMembers,
  addResponsibilities,
  knownEmployees,
  knownTargets,
  removeMembers,
  removeResponsibilities,
} from './sales-team-parts.queries';
import { requireKnown } from './sales-team.domain';
import type { ResponsibilityBody } from './sales-teams.bodies';
import { SalesTeamPartNotFound } from './sales-teams.problems';
import { readSalesTeam } from './sales-teams.queries';
import type { SalesTeamView } from './sales-teams.views';
import { TeamAnnouncements } from './team-announcements.service';

/** Says who belongs to sales teams and what they are responsible for. */
@Injectable()
export class TeamParts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly announcements: TeamAnnouncements,
    private readonly audit: Audit,
  ) {}

  addMembers(
    once: Once,
    caller: Principal,
    id: string,
    ids: readonly string[],
  ): Promise<RawJson<SalesTeamView>> {
    return this.many(once, caller, id, 'addMembers', async (tx) => {
      const known = await knownEmployees.rows(tx, [caller.shopId, ids]);
      requireKnown(ids.map(lower), known.map(idOf), (i) => `/employeeIds/${i}`);
      return addMembers.rows(tx, [id, ids, this.clock.now()]);
    });
  }

  removeMembers(
    once: Once,
    caller: Principal,
    id: string,
    ids: readonly string[],
  ): Promise<RawJson<SalesTeamView>> {
    return this.many(once, caller, id, 'removeMembers', (tx) => removeMembers.rows(tx, [id, ids]));
  }

  removeMember(caller: Principal, id: string, employeeId: string): Promise<void> {
    return this.one(caller, id, 'removeMember', (tx) => removeMembers.rows(tx, [id, [employeeId]]));
  }

  addResponsibilities(
    once: Once,
    caller: Principal,
    id: string,
    items: readonly ResponsibilityBody[],
  ): Promise<RawJson<SalesTeamView>> {
    return this.many(once, caller, id, 'addResponsibilities', async (tx) => {
      const known = await knownTargets.rows(tx, [caller.shopId, ...columnsOf(items)]);
      requireKnown(items.map(keyOf), known.map(keyOf), (i) => `/items/${i}/id`);
      return addResponsibilities.rows(tx, [id, ...columnsOf(items), this.clock.now()]);
    });
  }

  removeResponsibilities(
    once: Once,
    caller: Principal,
    id: string,
    items: readonly ResponsibilityBody[],
  ): Promise<RawJson<SalesTeamView>> {
    return this.many(once, caller, id, 'removeResponsibilities', (tx) =>
      removeResponsibilities.rows(tx, [id, ...columnsOf(items)]),
    );
  }

  removeResponsibility(caller: Principal, id: string, item: ResponsibilityBody): Promise<void> {
    return this.one(caller, id, 'removeResponsibility', (tx) =>
      removeResponsibilities.rows(tx, [id, ...columnsOf([item])]),
    );
  }

  private many(
    once: Once,
    caller: Principal,
    id: string,
    verb: string,
    work: (tx: Tx) => Promise<object[]>,
  ): Promise<RawJson<SalesTeamView>> {
    return once(async (tx) => {
      await this.change(tx, caller, id, verb, work);
      return readSalesTeam(tx, caller, id);
    });
  }

  private one(
    caller: Principal,
    id: string,
    verb: string,
    work: (tx: Tx) => Promise<object[]>,
  ): Promise<void> {
    return this.db.transaction(async (tx) => {
      if (!(await this.change(tx, caller, id, verb, work))) throw new SalesTeamPartNotFound();
    });
  }

  /** Tells whether there was anything to change. */
  private async change(
    tx: Tx,
    caller: Principal,
    id: string,
    verb: string,
    work: (tx: Tx) => Promise<object[]>,
  ): Promise<boolean> {
    const team = await this.announcements.lock(tx, caller, id);
    const parts = await work(tx);
    if (parts.length === 0) return false;
    await this.announcements.partsChanged(tx, caller, team);
    await this.audit.add(tx, caller, {
      ...{ operation: `salesTeams.${verb}`, resource: { type: 'sales-teams', id } },
      ...(verb.startsWith('add') ? { after: { parts } } : { before: { parts } }),
    });
    return true;
  }
}

const lower = (id: string): string => id.toLowerCase();
const idOf = ({ id }: { readonly id: string }): string => id;
const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind} ${lower(id)}`;
const columnsOf = (items: readonly ResponsibilityBody[]): [string[], string[]] => [
  items.map(({ kind }) => kind),
  items.map(idOf),
];
