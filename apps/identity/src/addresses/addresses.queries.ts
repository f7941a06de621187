import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
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
const FIRST_NAME = 'lower(a.first_name) COLLATE "C"';
const LAST_NAME = 'lower(a.last_name) COLLATE "C"';
const COMPANY = 'lower(a.company) COLLATE "C"';
const POSTCODE = 'lower(a.postcode) COLLATE "C"';

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'a.created_at', type: 'timestamptz' },
    updatedAt: { sql: 'a.updated_at', type: 'timestamptz' },
    city: { sql: CITY, type: 'text' },
    firstName: { sql: FIRST_NAME, type: 'text' },
    lastName: { sql: LAST_NAME, type: 'text' },
    company: { sql: COMPANY, type: 'text', nullable: true },
    postcode: { sql: POSTCODE, type: 'text', nullable: true },
    country: { sql: 'a.country COLLATE "C"', type: 'text' },
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
    const filters = addressFilters(caller.shopId, query)
      .where(ownCustomer(caller), (p) => `a.customer_id = ${p}`)
      .where(limitedTo(caller), (p) => isSeen('a.customer_id', p));
    const list = {
      page: PAGE,
      view: `${ADDRESS_JSON}::text`,
      matches: `FROM addresses a WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}

/** The addresses `a` of a shop that a list is to show, however it is paged. */
export const addressFilters = (shopId: string, query: Omit<ListAddressesQuery, keyof ListQuery>): Filters =>
  new Filters()
    .where(shopId, (p) => `a.shop_id = ${p}`)
    .where(query.customerId, (p) => `a.customer_id = ${p}`)
    .where(query.country, (p) => `a.country = ${p}`)
    .where(query.region, (p) => `a.region = ${p}`)
    .startsWith(query.postcode, POSTCODE)
    .startsWith(query.city, CITY)
    .startsWith(query.firstName, FIRST_NAME)
    .startsWith(query.lastName, LAST_NAME)
    .startsWith(query.company, COMPANY)
    .where(query.vatNumber, (p) => `a.vat_number = ${p}`)
    .where(query.identificationNumber, (p) => `a.identification_number = ${p}`)
    .where(query.defaultDelivery, (p) => `a.default_delivery = ${p}`)
    .where(query.defaultInvoice, (p) => `a.default_invoice = ${p}`)
    .where(query.createdFrom, (p) => `a.created_at >= ${p}`)
    .where(query.createdTo, (p) => `a.created_at < ${p}`)
    .where(query.updatedFrom, (p) => `a.updated_at >= ${p}`)
    .where(query.updatedTo, (p) => `a.updated_at < ${p}`);
