import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage, Turns } from '@clientele/http';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { ADDRESS_JSON } from '../addresses/address.sql';
import { IdentityConfig } from '../identity.config';
import { instant } from '../instants';
import { dayOf } from './age.domain';
import { pagesOf } from './customer-pages.queries';
import type { ListCustomersQuery } from './customers.bodies';
import { CustomerMoved, CustomerNotFound } from './customers.problems';
import type { CustomersPageView, CustomerView } from './customers.views';

// As few decimals as the amount has.
const decimal = (column: string): string => `trim_scale(${column})::text`;

/** SQL of customer `c` on a day as lists show it, fields of a JSON object: what a request reads goes out as it came. */
export const customerFields = (today: string): string => `
  'id', c.id, 'number', c.number::text, 'kind', c.kind, 'isGuest', c.is_guest, 'titleId', c.title_id,
  'firstName', c.first_name, 'lastName', c.last_name, 'email', c.email, 'phone', c.phone,
  'birthday', c.birthday, 'age', date_part('year', age(${today}, c.birthday)), 'language', c.language,
  'company', c.company, 'registrationNumber', c.registration_number, 'activityCode', c.activity_code,
  'vatNumber', c.vat_number, 'website', c.website, 'allowedOutstanding', ${decimal('c.allowed_outstanding')},
  'maximumPaymentDays', c.maximum_payment_days, 'riskRating', c.risk_rating, 'enabled', c.enabled,
  'twoFactorRequired', c.two_factor_required,
  'newsletter', c.newsletter, 'newsletterChangedAt', ${instant('c.newsletter_changed_at')},
  'newsletterSource', c.newsletter_source, 'partnerOffers', c.partner_offers,
  'accountingNumber', c.accounting_number, 'externalReference', c.external_reference, 'custom', c.custom,
  'state', c.state, 'closedAt', ${instant('c.closed_at')}, 'mergedIntoId', c.merged_into_id, 'ordersCount', f.orders_count,
  'totalSpent', ${decimal('f.total_spent')}, 'registeredAt', ${instant('c.registered_at')},
  'registeredShopId', coalesce(c.registered_shop_id, c.shop_id), 'lastVisitAt', ${instant('c.last_visit_at')}, 'updatedAt', ${instant('c.updated_at')}, 'version', c.version`;

const ADDRESSES = `
  SELECT coalesce(json_agg(${ADDRESS_JSON} ORDER BY a.created_at, a.id), '[]')
  FROM addresses a WHERE a.customer_id = c.id`;

/** SQL of contact `n`, who acts for a customer with profile `p`, as JSON. */
export const CUSTOMER_CONTACT_JSON = `json_build_object(
  'id', n.id, 'firstName', n.first_name, 'lastName', n.last_name, 'email', n.email, 'enabled', n.enabled,
  'profile', json_build_object('id', p.id, 'code', p.code, 'name', p.name))`;

/** SQL of the contacts `n` of customer `c` with their profiles `p`. */
export const CUSTOMER_CONTACTS = `
  FROM contact_links l JOIN contacts n ON n.id = l.contact_id JOIN profiles p ON p.id = l.profile_id
  WHERE l.customer_id = c.id`;

const CONTACTS = `
  SELECT coalesce(json_agg(${CUSTOMER_CONTACT_JSON} ORDER BY n.created_at, n.id), '[]') ${CUSTOMER_CONTACTS}`;

const GROUPS = `
  SELECT coalesce(json_agg(json_build_object(
           'id', g.group_id, 'name', k.name, 'isDefault', g.is_default, 'expiresAt', ${instant('g.expires_at')})
         ORDER BY g.group_id), '[]')
  FROM customer_groups g LEFT JOIN known_groups k ON k.id = g.group_id WHERE g.customer_id = c.id`;

const byId = statement<{ view: string; version: number; mergedIntoId: string | null }>(
  'customers-by-id',
  `SELECT json_build_object(${customerFields('$3::date')},
            'addresses', (${ADDRESSES}), 'contacts', (${CONTACTS}), 'groups', (${GROUPS}))::text AS view, c.version,
          c.merged_into_id AS "mergedIntoId"
   FROM customers c LEFT JOIN customer_figures f ON f.customer_id = c.id WHERE c.id = $2 AND c.shop_id = $1`,
);

/** One customer, with addresses, contacts and groups. */
export async function readCustomer(
  on: Database | Tx,
  shopId: string,
  id: string,
  now: Date,
): Promise<RawJson<CustomerView>> {
  const row = await byId.first(on, [shopId, id, dayOf(now)]);
  if (!row) throw new CustomerNotFound();
  if (row.mergedIntoId !== null) throw movedTo(row.mergedIntoId);
  return new RawJson(row.view, row.version);
}

/** Where a customer is that was merged, or what is below it. */
export const movedTo = (mergedIntoId: string, below = ''): CustomerMoved =>
  new CustomerMoved({ mergedIntoId, location: `/v1/customers/${mergedIntoId}${below}` });

/** More lists would wait too long: a page takes some milliseconds, a search that is sorted or counted up to seconds. */
const LISTS_WAITING = 200;

/** Reads customers. */
@Injectable()
export class CustomersQueries {
  /** Lists take half of the connections: whoever logs in meanwhile has the others, and few at once are the faster way through many. */
  private readonly turns: Turns;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    { databasePoolSize }: IdentityConfig,
  ) {
    this.turns = new Turns(Math.ceil(databasePoolSize / 2), LISTS_WAITING);
  }

  /** One customer, with addresses, contacts and groups. */
  get({ shopId }: Principal, id: string): Promise<RawJson<CustomerView>> {
    return readCustomer(this.db, shopId, id, this.clock.now());
  }

  /** A page of customers. */
  list(caller: Principal, query: ListCustomersQuery): Promise<RawJson<CustomersPageView>> {
    const today = dayOf(this.clock.now());
    const { parameters, ...pages } = pagesOf({ ...caller, seenBy: limitedTo(caller) }, query, today);
    const list = { ...pages, view: `json_build_object(${customerFields('d.today')})::text` };
    return this.turns.take(() => readRawPage(this.db, list, query, parameters));
  }
}
