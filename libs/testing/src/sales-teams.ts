import {
  type DomainEvent,
  type SalesTeamChanged,
  salesTeamChanged,
  type SalesTeamDeleted,
  salesTeamDeleted,
  systemActor,
} from '@clientele/contracts';
import { v7 as uuidv7 } from 'uuid';
import { TEST_SHOP } from './tokens';

const about = (id: string, version: number) => ({
  ...{ aggregate: { id, version }, shopId: TEST_SHOP, actor: systemActor('test'), occurredAt: new Date() },
});

/** A sales team is announced. */
export const aSalesTeam = (
  changes: Partial<SalesTeamChanged> = {},
  version = 1,
): DomainEvent<SalesTeamChanged> => {
  const teamId = changes.teamId ?? uuidv7();
  const team = { teamId, name: 'North', employeeIds: [], responsibilities: [], ...changes };
  return salesTeamChanged.create(about(teamId, version), team);
};

/** A sales team is announced to be gone. */
export const aSalesTeamDeletion = (teamId: string, version: number): DomainEvent<SalesTeamDeleted> =>
  salesTeamDeleted.create(about(teamId, version), { teamId });
