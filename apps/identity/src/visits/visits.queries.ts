import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { type ListQuery, type RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireCustomer } from '../customers/require-customer';
import { instant } from '../instants';
import type { VisitsPageView } from './visits.views';

/** SQL of visit `v`, as JSON. */
export const VISIT_JSON = `json_build_object(
  'id', v.id, 'startedAt', ${instant('v.started_at')}, 'lastSeenAt', ${instant('v.last_seen_at')},
  'seconds', floor(extract(epoch FROM v.last_seen_at - v.started_at))::integer,
  'pages', v.pages, 'referrerHost', v.referrer_host, 'landingPage', v.landing_page, 'ip', host(v.ip))`;

/** Until when a silence does not end a visit. */
const SILENCE = "interval '30 minutes'";

/**
 * Counts a page view. The row of the visitor is locked by the first part; what it then says is whether the visit goes on.
 * A new visit of a customer is also its last one. Tokens outlive a customer that is closed by some minutes: what they report is nobody's.
 */
export const seePage = statement<{ view: string }>(
  'visits-see-page',
  `WITH owner AS (
     SELECT id FROM customers WHERE id = $4 AND shop_id = $5 AND state = 'open'
   ), latest AS (
     INSERT INTO latest_visits AS l (visitor_id, visit_id, started_at, last_seen_at, customer_id)
     VALUES ($1, $2, $3::timestamptz, $3, (SELECT id FROM owner))
     ON CONFLICT (visitor_id) DO UPDATE SET
       visit_id = CASE WHEN l.last_seen_at > $3::timestamptz - ${SILENCE} AND l.customer_id IS NOT DISTINCT FROM excluded.customer_id
                       THEN l.visit_id ELSE excluded.visit_id END,
       started_at = CASE WHEN l.last_seen_at > $3::timestamptz - ${SILENCE} AND l.customer_id IS NOT DISTINCT FROM excluded.customer_id
                         THEN l.started_at ELSE excluded.started_at END,
       last_seen_at = greatest(l.last_seen_at, excluded.last_seen_at),
       customer_id = excluded.customer_id
     RETURNING visit_id, started_at, last_seen_at
   ), visited AS (
     UPDATE customers c SET last_visit_at = $3, last_visit_ip = $8::inet FROM latest, owner
     WHERE latest.visit_id = $2 AND c.id = owner.id AND c.state = 'open'
   )
   INSERT INTO visits AS v (id, started_at, last_seen_at, shop_id, visitor_id, customer_id, pages, referrer_host, landing_page, ip)
   SELECT visit_id, started_at, greatest(last_seen_at, started_at), $5, $1, (SELECT id FROM owner), 1, $6, $7, $8::inet FROM latest
   ON CONFLICT (id, started_at) DO UPDATE SET
     last_seen_at = greatest(v.last_seen_at, excluded.last_seen_at), pages = v.pages + 1
   RETURNING ${VISIT_JSON}::text AS view`,
);

const PAGE = {
  sortable: { startedAt: { sql: 'v.started_at', type: 'timestamptz' } },
  defaultSort: '-startedAt',
  key: { sql: 'v.id', type: 'uuid' },
} as const;

/** Reads visits. */
@Injectable()
export class VisitsQueries {
  constructor(private readonly db: Database) {}

  /** A customer's visits, the latest first. */
  async list({ shopId }: Principal, customerId: string, query: ListQuery): Promise<RawJson<VisitsPageView>> {
    await requireCustomer(this.db, shopId, customerId);
    const list = {
      page: PAGE,
      view: `${VISIT_JSON}::text`,
      matches: 'FROM visits v WHERE v.customer_id = $1',
    };
    return readRawPage(this.db, list, query, [customerId]);
  }
}
