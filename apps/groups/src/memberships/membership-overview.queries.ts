import { type GroupsOverviewAnswer, OVERVIEW_LIMIT } from '@clientele/contracts';
import { glanceSql, statement } from '@clientele/database';
import { DEFAULT_GROUP, membershipFields, SHOWN_MEMBERSHIPS } from './memberships.queries';

/** `(shop, customer, now)`: the groups of a customer. */
export const membershipsOverview = statement<{ answer: GroupsOverviewAnswer }>(
  'overview-memberships',
  `SELECT ${glanceSql({
    view: `json_build_object(${membershipFields()}, 'name', n.name)`,
    from: `FROM members m CROSS JOIN LATERAL (${DEFAULT_GROUP}) d
           JOIN ${SHOWN_MEMBERSHIPS} JOIN groups n ON n.id = s.group_id
           WHERE m.shop_id = $1 AND m.customer_id = $2`,
    order: 's.group_id = d.id DESC, s.started_at DESC, s.group_id',
    limit: OVERVIEW_LIMIT,
  })} AS answer`,
);
