import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListPagesQuery } from './pages.bodies';
import { PageNotFound } from './pages.problems';
import type { PagesPageView, PageView } from './pages.views';

const PAGE_JSON = `json_build_object(
  'id', p.id, 'slug', p.slug, 'host', p.host, 'customerId', p.customer_id, 'groupId', p.group_id, 'enabled', p.enabled,
  'validFrom', ${instant('p.valid_from')}, 'validUntil', ${instant('p.valid_until')},
  'isProtected', p.access_code_hash IS NOT NULL,
  'createdAt', ${instant('p.created_at')}, 'updatedAt', ${instant('p.updated_at')}, 'version', p.version)`;

const byAddress = statement<{ view: string; version: number }>(
  'pages-by-address',
  `SELECT ${PAGE_JSON}::text AS view, p.version FROM pages p WHERE p.shop_id = $2 AND (p.slug = $1 OR p.host = $1)`,
);

const SLUG = 'p.slug COLLATE "C"';

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'p.created_at', type: 'timestamptz' },
    slug: { sql: SLUG, type: 'text' },
  },
  defaultSort: '-createdAt',
  key: { sql: 'p.id', type: 'uuid' },
};

/** One page, as employees see it. */
export async function readPage(
  on: Database | Tx,
  shopId: string,
  address: string,
): Promise<RawJson<PageView>> {
  const row = await byAddress.first(on, [address, shopId]);
  if (!row) throw new PageNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads pages. */
@Injectable()
export class PagesQueries {
  constructor(private readonly db: Database) {}

  get({ shopId }: Principal, address: string): Promise<RawJson<PageView>> {
    return readPage(this.db, shopId, address);
  }

  list(caller: Principal, query: ListPagesQuery): Promise<RawJson<PagesPageView>> {
    const filters = new Filters()
      .where(caller.shopId, (p) => `p.shop_id = ${p}`)
      .where(limitedTo(caller), (p) => `(p.customer_id IS NULL OR ${isSeen('p.customer_id', p)})`)
      .where(query.customerId, (p) => `p.customer_id = ${p}`)
      .where(query.groupId, (p) => `p.group_id = ${p}`)
      .startsWith(query.slug, SLUG)
      .where(query.enabled, (p) => `p.enabled = ${p}`);
    const list = { page: PAGE, view: `${PAGE_JSON}::text`, matches: `FROM pages p WHERE ${filters.sql}` };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}
