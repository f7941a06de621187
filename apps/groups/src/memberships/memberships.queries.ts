import { Clock } from '@clientele/config';
import { type Principal, seesOrdersBehind } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { type CurrentMember, readCurrent } from './current-member.queries';
import { MembershipsNotFound } from './memberships.problems';
import type { MembershipsView, MembershipView } from './memberships.views';

/** Reads the groups of customers. */
@Injectable()
export class MembershipsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The groups of a customer; a contact sees those of the customer it acts for. */
  get(caller: Principal, customerId: string): Promise<MembershipsView> {
    if (caller.kind === 'contact' && caller.customerId !== customerId) throw new MembershipsNotFound();
    return this.read(this.db, caller, customerId);
  }

  /** The groups of a customer as a transaction sees them. */
  async read(on: Database | Tx, caller: Principal, customerId: string): Promise<MembershipsView> {
    const current = await readCurrent(on, caller.shopId, customerId, this.clock.now());
    if (!current) throw new MembershipsNotFound();
    const { defaultGroupId, version } = current.member;
    const items = itemsOf(current);
    return {
      ...{ customerId, defaultGroupId, version },
      items: seesOrdersBehind(caller) ? items : items.map(withoutOrder),
    };
  }
}

/** What a customer's groups are to whoever reads them, in the order of their beginnings. */
export const itemsOf = ({ member, causes }: CurrentMember) =>
  member.memberships
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.groupId < b.groupId ? -1 : 1))
    .map(({ groupId, startedAt, expiresAt, base, grantId }) => ({
      ...{ groupId, isDefault: groupId === member.defaultGroupId },
      // What sets the end that holds now: what an order gave, if that does.
      source: base && grantId === null ? base.source : ('automatic-rule' as const),
      ...{ startedAt: startedAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null },
      cause: (grantId !== null && causes.get(grantId)) || null,
    }));

const withoutOrder = ({ cause, ...item }: MembershipView): MembershipView => ({
  ...item,
  cause: cause && { ...cause, orderId: null },
});
