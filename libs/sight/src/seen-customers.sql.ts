/** SQL of a branch of the view `seen_customers`: those of a kind of responsibility, by the table that says who is in what. */
const by = (kind: string, members: string): string => `
  SELECT m.employee_id, g.customer_id
  FROM sales_team_members m JOIN sales_team_responsibilities d ON d.team_id = m.team_id AND d.kind = '${kind}'
    JOIN ${members}`;

/** Whom employees see: one by one, by groups, by segments and by shops, where these tables `g` say who is in them. */
export const seenCustomersView = (groups: string, segments?: string, shops?: string): string => `
  CREATE OR REPLACE VIEW seen_customers AS
  SELECT m.employee_id, d.target_id AS customer_id
  FROM sales_team_members m JOIN sales_team_responsibilities d ON d.team_id = m.team_id AND d.kind = 'customer'
  UNION ALL ${by('group', `${groups} g ON g.group_id = d.target_id`)}
  ${segments === undefined ? '' : `UNION ALL ${by('segment', segments)}`}
  ${shops === undefined ? '' : `UNION ALL ${by('shop', shops)}`}`;

/** What says who is in which segment where it is kept as announced. */
export const ANNOUNCED_SEGMENTS = 'customer_segments g ON g.segment_id = d.target_id AND g.is_in';

/** What says who registered at which shop, of those that share customers, where it is kept as announced. */
export const ANNOUNCED_SHOPS = 'customer_shops g ON g.registered_shop_id = d.target_id';
