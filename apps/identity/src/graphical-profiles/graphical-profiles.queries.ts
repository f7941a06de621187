import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListGraphicalProfilesQuery } from './graphical-profiles.bodies';
import { GraphicalProfileNotFound } from './graphical-profiles.problems';
import type { GraphicalProfilesPageView, GraphicalProfileView } from './graphical-profiles.views';
import { type Looks, looksOf } from './looks.domain';

const LOOKS = `
  'colours', p.colours, 'fonts', p.fonts, 'headerText', p.header_text, 'custom', p.custom,
  'logo', CASE WHEN p.logo_file_id IS NOT NULL THEN json_build_object(
    'url', '/v1/graphical-profiles/' || p.id || '/logo/' || p.logo_file_id, 'width', p.logo_width, 'height', p.logo_height) END`;

const PROFILE_JSON = `json_build_object(
  'id', p.id, 'customerId', p.customer_id, 'groupId', p.group_id, 'segmentId', p.segment_id, ${LOOKS},
  'createdAt', ${instant('p.created_at')}, 'updatedAt', ${instant('p.updated_at')}, 'version', p.version)`;

const byId = statement<{ view: string; version: number }>(
  'graphical-profiles-by-id',
  `SELECT ${PROFILE_JSON}::text AS view, p.version FROM graphical_profiles p WHERE p.id = $1 AND p.shop_id = $2`,
);

// $1 shop, $2 customer or null, $3 group or null, $4 now. The customer's own, those of its segments with the newest first, those
// of its groups with the default group first, and the shop's.
const seen = statement<{ looks: Looks }>(
  'graphical-profiles-seen',
  `SELECT json_build_object(${LOOKS}) AS looks
   FROM graphical_profiles p
   LEFT JOIN customer_groups g ON g.group_id = p.group_id AND g.customer_id = $2
     AND (g.expires_at IS NULL OR g.expires_at > $4)
   LEFT JOIN customer_segments s ON s.segment_id = p.segment_id AND s.customer_id = $2 AND s.is_in
   WHERE p.shop_id = $1
     AND (p.customer_id = $2 OR p.group_id = $3 OR g.group_id IS NOT NULL OR s.segment_id IS NOT NULL
          OR (p.customer_id IS NULL AND p.group_id IS NULL AND p.segment_id IS NULL))
   ORDER BY p.customer_id IS NULL, p.segment_id IS NULL, p.group_id IS NULL, p.segment_id DESC,
            p.group_id IS DISTINCT FROM $3, g.is_default DESC NULLS LAST, p.group_id`,
);

const logoById = statement<{ id: string }>(
  'graphical-profiles-logo',
  'SELECT id FROM graphical_profiles WHERE id = $1 AND logo_file_id = $2',
);

const PAGE: PageDefinition = {
  sortable: { createdAt: { sql: 'p.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  key: { sql: 'p.id', type: 'uuid' },
};

/** For whom the storefront is to look right. */
export interface Viewer {
  readonly shopId: string;
  readonly customerId?: string | null;
  readonly groupId?: string | null;
}

/** One profile, as it is kept. */
export async function readProfile(
  on: Database | Tx,
  shopId: string,
  id: string,
): Promise<RawJson<GraphicalProfileView>> {
  const row = await byId.first(on, [id, shopId]);
  if (!row) throw new GraphicalProfileNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads graphical profiles. */
@Injectable()
export class GraphicalProfilesQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  get({ shopId }: Principal, id: string): Promise<RawJson<GraphicalProfileView>> {
    return readProfile(this.db, shopId, id);
  }

  list(caller: Principal, query: ListGraphicalProfilesQuery): Promise<RawJson<GraphicalProfilesPageView>> {
    const filters = new Filters()
      .where(caller.shopId, (p) => `p.shop_id = ${p}`)
      .where(limitedTo(caller), (p) => `(p.customer_id IS NULL OR ${isSeen('p.customer_id', p)})`)
      .where(query.customerId, (p) => `p.customer_id = ${p}`)
      .where(query.groupId, (p) => `p.group_id = ${p}`)
      .where(query.segmentId, (p) => `p.segment_id = ${p}`);
    const list = {
      page: PAGE,
      view: `${PROFILE_JSON}::text`,
      matches: `FROM graphical_profiles p WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }

  /** What somebody sees: of all profiles that concern them, the most specific wins. */
  async seenBy({ shopId, customerId = null, groupId = null }: Viewer): Promise<Looks> {
    const rows = await seen.rows(this.db, [shopId, customerId, groupId, this.clock.now()]);
    return looksOf(rows.map(({ looks }) => looks));
  }

  /** Throws unless a profile has this logo. */
  async requireLogo(id: string, fileId: string): Promise<void> {
    if (!(await logoById.first(this.db, [id, fileId]))) throw new GraphicalProfileNotFound();
  }
}
