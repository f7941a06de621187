import {
  type DomainEvent,
  type SalesTeamChanged,
  salesTeamChanged,
  type SalesTeamDeleted,
  salesTeamDeleted,
  segmentDeleted,
  type SegmentDeleted,
  segmentMemberEntered,
  segmentMemberLeft,
  shopCustomersRegistered,
  type ShopCustomersRegistered,
  type SegmentMembersMoved,
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

/** Customers came into a segment, or left it. */
export const aSegmentMove = (
  way: 'in' | 'out',
  segmentId: string,
  customerIds: readonly string[],
  version = 1,
): DomainEvent<SegmentMembersMoved> =>
  (way === 'in' ? segmentMemberEntered : segmentMemberLeft).create(about(segmentId, version), {
    ...{ segmentId, customerIds: [...customerIds], cause: 'change' },
  });

/** A segment is announced to be gone. */
export const aSegmentDeletion = (segmentId: string): DomainEvent<SegmentDeleted> =>
  segmentDeleted.create(about(segmentId, 2), { segmentId });

/** Customers registered at a shop that shares them. */
export const aRegistrationAt = (
  registeredShopId: string,
  ...customerIds: readonly string[]
): DomainEvent<ShopCustomersRegistered> =>
  shopCustomersRegistered.create(about(registeredShopId, 1), {
    ...{ registeredShopId, customerIds: [...customerIds] },
  });
