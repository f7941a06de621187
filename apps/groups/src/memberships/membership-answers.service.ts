import { Clock } from '@clientele/config';
import { type CustomerQuestion, type GroupsOverviewAnswer, groupsOverview } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { membershipsOverview } from './membership-overview.queries';

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
    const row = await membershipsOverview.first(this.db, [shopId, customerId, this.clock.now()]);
    return row?.answer ?? { items: [], hasMore: false };
  }
}
