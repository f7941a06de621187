import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo, mayBeSeen } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { typedEmail } from '../emails/email';
import { begins, Filters } from '../filters';
import { instant } from '../instants';
import { LINK_JSON } from '../links/links.queries';
import type { ListContactsQuery } from './contacts.bodies';
import { ContactNotFound } from './contacts.problems';
import type { ContactsPageView, ContactView } from './contacts.views';

// `isShown`: the condition on links `l` of which the caller sees the customer.
const contactJson = (isShown: string): string => `json_build_object(
  'id', c.id, 'firstName', c.first_name, 'lastName', c.last_name, 'email', c.email, 'titleId', c.title_id,
  'phone', c.phone, 'birthday', c.birthday, 'language', c.language, 'enabled', c.enabled,
  'hasPassword', c.password_hash IS NOT NULL, 'options', c.options, 'custom', c.custom,
  'links', (SELECT coalesce(json_agg(${LINK_JSON} ORDER BY u.number), '[]')
            FROM contact_links l JOIN customers u ON u.id = l.customer_id JOIN profiles p ON p.id = l.profile_id
            WHERE l.contact_id = c.id AND ${isShown}),
  'createdAt', ${instant('c.created_at')}, 'version', c.version)`;

const byId = statement<{ view: string; version: number }>(
  'contacts-by-id',
  `SELECT ${contactJson(mayBeSeen('l.customer_id', '$3'))}::text AS view, c.version
   FROM contacts c WHERE c.id = $1 AND c.shop_id = $2`,
);

const LAST_NAME = 'lower(c.last_name) COLLATE "C"';
const FIRST_NAME = 'lower(c.first_name) COLLATE "C"';
const EMAIL = 'c.normalized_email';

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'c.created_at', type: 'timestamptz' },
    lastName: { sql: LAST_NAME, type: 'text' },
    firstName: { sql: FIRST_NAME, type: 'text' },
    email: { sql: EMAIL, type: 'text' },
  },
  defaultSort: '-createdAt',
  key: { sql: 'c.id', type: 'uuid' },
};

/** One contact, with those it acts for whom the caller sees. */
export async function readContact(
  on: Database | Tx,
  caller: Principal,
  id: string,
): Promise<RawJson<ContactView>> {
  const row = await byId.first(on, [id, caller.shopId, limitedTo(caller)]);
  if (!row) throw new ContactNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads contacts. */
@Injectable()
export class ContactsQueries {
  constructor(private readonly db: Database) {}

  /** One contact. */
  get(caller: Principal, id: string): Promise<RawJson<ContactView>> {
    return readContact(this.db, caller, id);
  }

  /** A page of contacts. */
  list(caller: Principal, query: ListContactsQuery): Promise<RawJson<ContactsPageView>> {
    const employeeId = limitedTo(caller);
    const filters = contactFilters(caller.shopId, query);
    filters.where(employeeId, (p) => linkWhere(isSeen('l.customer_id', p)));
    const isShown =
      employeeId === undefined ? 'true' : isSeen('l.customer_id', `$${filters.parameters.length}`);
    const list = {
      page: PAGE,
      view: `${contactJson(isShown)}::text`,
      matches: `FROM contacts c WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}

/** The contacts `c` of a shop that a list is to show, however it is paged. */
export function contactFilters(
  shopId: string,
  query: Omit<ListContactsQuery, keyof ListQuery>,
  parameters: unknown[] = [],
): Filters {
  const filters = new Filters(parameters)
    .where(shopId, (p) => `c.shop_id = ${p}`)
    .startsWith(query.email && typedEmail(query.email), EMAIL)
    .startsWith(query.firstName, FIRST_NAME)
    .startsWith(query.lastName, LAST_NAME)
    .where(query.enabled, (p) => `c.enabled = ${p}`)
    .where(query.customerId, (p) => `${linkWhere(`l.customer_id = ${p}`)}`);
  for (const word of wordsOf(query.q)) {
    filters.where(
      word,
      (p) => `(${[FIRST_NAME, LAST_NAME, EMAIL].map((sql) => begins(sql, `${p}::text`)).join(' OR ')})`,
    );
  }
  const { customerId } = query;
  return filters.where(query.profileId, (p) => {
    const ofCustomer =
      customerId === undefined ? '' : ` AND l.customer_id = $${filters.parameters.push(customerId)}`;
    return linkWhere(`l.profile_id = ${p}${ofCustomer}`);
  });
}

const wordsOf = (text = ''): string[] =>
  text
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(typedEmail);

const linkWhere = (condition: string): string =>
  `EXISTS (SELECT FROM contact_links l WHERE l.contact_id = c.id AND ${condition})`;
