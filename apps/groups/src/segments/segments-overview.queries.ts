import { OVERVIEW_LIMIT, type SegmentsOverviewAnswer } from '@clientele/contracts';
import { glanceSql, instantSql, statement } from '@clientele/database';

/** `(shop, customer)`: the segments of a customer, as far as they are reckoned. */
export const segmentsOfCustomer = statement<{ answer: SegmentsOverviewAnswer }>(
  'overview-segments',
  `SELECT ${glanceSql({
    view: `json_build_object('segmentId', s.id, 'name', s.name, 'source', m.source,
                             'enteredAt', ${instantSql('m.entered_at')})`,
    from: `FROM segment_members m JOIN segments s ON s.id = m.segment_id
           WHERE m.customer_id = $2 AND s.shop_id = $1 AND s.state <> 'deleted'`,
    order: 'm.entered_at DESC, s.id DESC',
    limit: OVERVIEW_LIMIT,
  })} AS answer`,
);
