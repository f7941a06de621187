import { Clock } from '@clientele/config';
import {
  type CustomerQuestion,
  type GroupsOverviewAnswer,
  groupsOverview,
  OVERVIEW_LIMIT,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { groupsNamed } from '../groups/known-groups.queries';
import { readCurrent } from './current-member.queries';
import { itemsOf } from './memberships.queries';

/** Answers identity's question about a customer. */
@Injectable()
export class MembershipAnswers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A customer that is not known here yet is in no group yet. */
  @Answers(groupsOverview)
  async ofCustomer({ shopId, customerId }: CustomerQuestion): Promise<GroupsOverviewAnswer> {
    const current = await readCurrent(this.db, shopId, customerId, this.clock.now());
    const all = current ? itemsOf(current).toReversed() : [];
    const shown = all.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)).slice(0, OVERVIEW_LIMIT);
    const named = await groupsNamed.rows(this.db, [shown.map(({ groupId }) => groupId)]);
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return {
      items: shown.map((item) => ({ ...item, name: names.get(item.groupId) ?? {} })),
      hasMore: all.length > shown.length,
    };
  }
}
