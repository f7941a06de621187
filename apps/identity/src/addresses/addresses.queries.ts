import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { ADDRESS_JSON } from './address.sql';
import type { ListAddressesQuery } from './addresses.bodies';
import { AddressNotFound } from './addresses.problems';
import type { AddressesPageView, AddressView } from './addresses.views';

const byId = statement<{ view: string; version: number }>(
  'addresses-by-id',
  `SELECT ${ADDRESS_JSON}::text AS view, a.version FROM addresses a
   WHERE a.id = $1 AND a.shop_id = $2 AND ($3::uuid IS NULL OR a.customer_id = $3)`,
);

const CITY = 'lower(a.city) COLLATE "C"';
const LAST_NAME = 'lower(a.last_name) COLLATE "C"';

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'a.created_at', type: 'timestamptz' },
    city: { sql: CITY, type: 'text' },
    lastName: { sql: LAST_NAME, type: 'text' },
  },
  defaultSort: 'createdAt',
  key: { sql: 'a.id', type: 'uuid' },
};

/** The customer whose addresses a caller may see; undefined for those of all. */
export const ownCustomer = (caller: Principal): string | undefined =>
  caller.kind === 'contact' ? (caller.customerId ?? '') : undefined;

/** One address, if it is the caller's to see. */
export async function readAddress(
  on: Database | Tx,
  caller: Principal,
  id: string,
): Promise<RawJson<AddressView>> {
  const row = await byId.first(on, [id, caller.shopId, ownCustomer(caller)]);
  if (!row) throw new AddressNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads addresses. */
@Injectable()
export class AddressesQueries {
  constructor(private readonly db: Database) {}

  /** One address. */
  get(caller: Principal, id: string): Promise<RawJson<AddressView>> {
    return readAddress(this.db, caller, id);
  }

  /** A page of the addresses that the caller may see. */
  list(caller: Principal, query: ListAddressesQuery): Promise<RawJson<AddressesPageView>> {
    const filters = new Filters()
      .where(caller.shopId, (p) => `a.shop_id = ${p}`)
      .where(ownCustomer(caller), (p) => `a.customer_id = ${p}`)
      .where(query.customerId, (p) => `a.customer_id = ${p}`)
      .where(query.country, (p) => `a.country = ${p}`)
      .startsWith(query.city, CITY)
      .startsWith(query.lastName, LAST_NAME)
      .where(query.defaultDelivery, (p) => `a.default_delivery = ${p}`);
    const list = {
      page: PAGE,
      view: `${ADDRESS_JSON}::text`,
      matches: `FROM addresses a WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}
