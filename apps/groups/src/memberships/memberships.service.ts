import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireGroups } from '../groups/known-groups.queries';
import { chooseDefault, joinByHand, leaveByHand } from './member-by-hand.domain';
import { expire, type MemberState } from './member.domain';
import { closedCustomer, revokeGrants } from './members.queries';
import { Members } from './members.service';
import type { JoinGroupBody } from './memberships.bodies';
import { CustomerClosed, EndNotInFuture } from './memberships.problems';
import { MembershipsQueries } from './memberships.queries';
import type { MembershipsView } from './memberships.views';

/** Changes the groups of customers by hand. What is decided by hand overrules what orders gave in that group. */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly db: Database,
    private readonly members: Members,
    private readonly queries: MembershipsQueries,
    private readonly clock: Clock,
  ) {}

  join(once: Once, caller: Principal, body: JoinGroupBody): Promise<MembershipsView> {
    const { customerId, groupId, isDefault } = body;
    return once(async (tx) => {
      const now = this.clock.now();
      const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null;
      if (expiresAt && !(expiresAt > now)) throw new EndNotInFuture(AT_EXPIRES_AT);
      await requireGroups(tx, caller.shopId, { '/groupId': groupId });

      return this.change(tx, caller, customerId, async (member) => {
        if (await closedCustomer.first(tx, [customerId])) throw new CustomerClosed();
        await revokeGrants.rows(tx, [customerId, groupId, now]);
        return joinByHand(member, { groupId, expiresAt, isDefault }, now);
      });
    });
  }

  async leave(caller: Principal, customerId: string, groupId: string): Promise<void> {
    await this.db.transaction((tx) =>
      this.change(tx, caller, customerId, async (member) => {
        const now = this.clock.now();
        await revokeGrants.rows(tx, [customerId, groupId, now]);
        return leaveByHand(member, groupId, now);
      }),
    );
  }

  chooseDefault(caller: Principal, customerId: string, groupId: string): Promise<MembershipsView> {
    return this.db.transaction((tx) =>
      this.change(tx, caller, customerId, (member) => chooseDefault(member, groupId, this.clock.now())),
    );
  }

  private async change(
    tx: Tx,
    caller: Principal,
    customerId: string,
    decide: (member: MemberState) => MemberState | Promise<MemberState>,
  ): Promise<MembershipsView> {
    const before = await this.members.lock(tx, caller.shopId, customerId);
    const after = await decide(expire(before, this.clock.now()));
    await this.members.save(tx, [{ before, after }], actorOf(caller));
    return this.queries.read(tx, caller, customerId);
  }
}

const AT_EXPIRES_AT = {
  errors: [{ pointer: '/expiresAt', code: 'not-in-future', message: 'The end must be in the future.' }],
};
