import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { ADDRESS_JSON } from '../addresses/address.sql';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListCustomersQuery } from './customers.bodies';
import { CustomerNotFound } from './customers.problems';
import type { CustomersPageView, CustomerView } from './customers.views';

// The view as Postgres writes it: what a request reads goes out as it came.
const FIELDS = `
  'id', c.id, 'number', c.number::text, 'kind', c.kind, 'isGuest', c.is_guest, 'titleId', c.title_id,
  'firstName', c.first_name, 'lastName', c.last_name, 'email', c.email, 'phone', c.phone,
  'birthday', c.birthday, 'language', c.language, 'company', c.company, 'enabled', c.enabled,
  'newsletter', c.newsletter, 'partnerOffers', c.partner_offers, 'accountingNumber', c.accounting_number,
  'externalReference', c.external_reference, 'custom', c.custom, 'registeredAt', ${instant('c.registered_at')},
  'lastVisitAt', ${instant('c.last_visit_at')}, 'updatedAt', ${instant('c.updated_at')}, 'version', c.version`;

const ADDRESSES = `
  SELECT coalesce(json_agg(${ADDRESS_JSON} ORDER BY a.created_at, a.id), '[]')
  FROM addresses a WHERE a.customer_id = c.id`;

const CONTACTS = `
  SELECT coalesce(json_agg(json_build_object(
           'id', n.id, 'firstName', n.first_name, 'lastName', n.last_name, 'email', n.email, 'enabled', n.enabled,
           'profile', json_build_object('id', p.id, 'code', p.code, 'name', p.name)) ORDER BY n.created_at, n.id), '[]')
  FROM contact_links l JOIN contacts n ON n.id = l.contact_id JOIN profiles p ON p.id = l.profile_id
  WHERE l.customer_id = c.id`;

const GROUPS = `
  SELECT coalesce(json_agg(json_build_object(
           'id', g.group_id, 'name', k.name, 'isDefault', g.is_default, 'expiresAt', ${instant('g.expires_at')})
         ORDER BY g.group_id), '[]')
  FROM customer_groups g LEFT JOIN known_groups k ON k.id = g.group_id WHERE g.customer_id = c.id`;

const byId = statement<{ view: string; version: number }>(
  'customers-by-id',
  `SELECT json_build_object(${FIELDS},
            'addresses', (${ADDRESSES}), 'contacts', (${CONTACTS}), 'groups', (${GROUPS}))::text AS view, c.version
   FROM customers c WHERE c.id = $2 AND c.shop_id = $1`,
);

const LAST_NAME = 'lower(c.last_name) COLLATE "C"';
const FIRST_NAME = 'lower(c.first_name) COLLATE "C"';

const SORTABLE: PageDefinition['sortable'] = {
  number: { sql: 'c.number', type: 'bigint' },
  lastName: { sql: LAST_NAME, type: 'text' },
  firstName: { sql: FIRST_NAME, type: 'text' },
  email: { sql: 'c.normalized_email', type: 'text' },
  registeredAt: { sql: 'c.registered_at', type: 'timestamptz' },
  lastVisitAt: { sql: 'c.last_visit_at', type: 'timestamptz', nullable: true },
};

/** One customer, with addresses, contacts and groups. */
export async function readCustomer(
  on: Database | Tx,
  shopId: string,
  id: string,
): Promise<RawJson<CustomerView>> {
  const row = await byId.first(on, [shopId, id]);
  if (!row) throw new CustomerNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads customers. */
@Injectable()
export class CustomersQueries {
  constructor(private readonly db: Database) {}

  /** One customer, with addresses, contacts and groups. */
  get({ shopId }: Principal, id: string): Promise<RawJson<CustomerView>> {
    return readCustomer(this.db, shopId, id);
  }

  /** A page of customers. */
  list({ shopId }: Principal, query: ListCustomersQuery): Promise<RawJson<CustomersPageView>> {
    const filters = filtersOf(shopId, query);
    const list = {
      page: { sortable: SORTABLE, defaultSort: orderOf(query), key: { sql: 'c.id', type: 'uuid' } } as const,
      view: `json_build_object(${FIELDS})::text`,
      matches: `FROM customers c WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}

const filtersOf = (shopId: string, query: ListCustomersQuery): Filters =>
  new Filters()
    .where(shopId, (p) => `c.shop_id = ${p}`)
    .where(query.id, (p) => `c.id = ${p}`)
    .where(query.number, (p) => `c.number = ${p}`)
    .startsWith(query.email?.trim().normalize('NFC'), 'c.normalized_email')
    .startsWith(query.firstName, FIRST_NAME)
    .startsWith(query.lastName, LAST_NAME)
    .where(query.enabled, (p) => `c.enabled = ${p}`)
    .where(query.newsletter, (p) => `c.newsletter = ${p}`)
    .where(query.partnerOffers, (p) => `c.partner_offers = ${p}`)
    .where(query.kind, (p) => `c.kind = ${p}`)
    .where(query.registeredFrom, (p) => `c.registered_at >= ${p}`)
    .where(query.registeredTo, (p) => `c.registered_at < ${p}`)
    .where(
      query.groupId,
      (p) => `EXISTS (SELECT FROM customer_groups g WHERE g.customer_id = c.id AND g.group_id = ${p})`,
    );

// What begins alike is read from one index in its order; other lists begin with the newest.
function orderOf({ email, lastName, firstName }: ListCustomersQuery): string {
  if (email !== undefined) return 'email';
  if (lastName !== undefined) return 'lastName';
  return firstName === undefined ? '-registeredAt' : 'firstName';
}
