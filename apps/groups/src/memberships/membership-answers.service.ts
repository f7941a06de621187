import { Clock } from '@clientele/config';
import {
  type CustomerQuestion,
  type GroupsOverviewAnswer,
  groupsOverview,
  OVERVIEW_LIMIT,
} from '@clientele/contracts';
import { Database, glanceSql, statement } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { DEFAULT_GROUP, MEMBERSHIP_FIELDS, SHOWN_MEMBERSHIPS } from './memberships.queries';

const overview = statement<{ answer: GroupsOverviewAnswer }>(
  'overview-memberships',
  `SELECT ${glanceSql({
    view: `json_build_object(${MEMBERSHIP_FIELDS}, 'name', n.name)`,
    from: `FROM members m CROSS JOIN LATERAL (${DEFAULT_GROUP}) d
           JOIN ${SHOWN_MEMBERSHIPS} JOIN groups n ON n.id = s.group_id
           WHERE m.shop_id = $1 AND m.customer_id = $2`,
    order: 's.group_id = d.id DESC, s.started_at DESC, s.group_id',
    limit: OVERVIEW_LIMIT,
  })} AS answer`,
);

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
    const row = await overview.first(this.db, [shopId, customerId, this.clock.now()]);
    return row?.answer ?? { items: [], hasMore: false };
  }
}
