import { NotFound, type Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import type { ListShopsQuery } from './shops.bodies';
import type { ShopsPageView, ShopView } from './shops.views';

const VIEW = `json_build_object(
  'id', s.id, 'name', s.name, 'mainShopId', s.main_shop_id, 'timeZone', s.time_zone, 'currency', s.currency,
  'storefrontUrl', s.storefront_url, 'version', s.settings_version)::text`;

const byId = statement<{ view: string; version: number }>(
  'shops-by-id',
  `SELECT ${VIEW} AS view, s.settings_version AS version FROM shops s WHERE s.id = $2 AND s.customers_of = $1`,
);

const NAME = 'lower(s.name) COLLATE "C"';
const PAGE: PageDefinition = {
  sortable: { name: { sql: NAME, type: 'text' } },
  defaultSort: 'name',
  key: { sql: 's.id', type: 'uuid' },
};

/** One of the shops that share the customers of a shop. */
export async function readShop(
  on: Database | Tx,
  customersOf: string,
  id: string,
): Promise<RawJson<ShopView>> {
  const row = await byId.first(on, [customersOf, id]);
  if (!row) throw new NotFound();
  return new RawJson(row.view, row.version);
}

/** Reads shops. */
@Injectable()
export class ShopsQueries {
  constructor(private readonly db: Database) {}

  /** The own shop, or one that shares its customers. */
  get({ shopId }: Principal, id: string): Promise<RawJson<ShopView>> {
    return readShop(this.db, shopId, id);
  }

  /** A page of the own shop and those that share its customers. */
  list({ shopId }: Principal, query: ListShopsQuery): Promise<RawJson<ShopsPageView>> {
    const { sql, parameters } = new Filters()
      .where(shopId, (p) => `s.customers_of = ${p}`)
      .startsWith(query.name, NAME);
    return readRawPage(
      this.db,
      { page: PAGE, view: VIEW, matches: `FROM shops s WHERE ${sql}` },
      query,
      parameters,
    );
  }
}
