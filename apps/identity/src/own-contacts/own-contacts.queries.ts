import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { ContactNotFound } from '../contacts/contacts.problems';
import { PURCHASE_LIMIT_JSON } from '../purchase-limits/purchase-limit.sql';
import type { OwnContactsPageView, OwnContactView } from './own-contacts.views';

const VIEW = `json_build_object(
  'id', c.id, 'firstName', c.first_name, 'lastName', c.last_name, 'email', c.email, 'titleId', c.title_id,
  'phone', c.phone, 'birthday', c.birthday, 'language', c.language, 'enabled', c.enabled,
  'hasPassword', c.password_hash IS NOT NULL,
  'profile', json_build_object('id', p.id, 'code', p.code, 'name', p.name),
  'purchaseLimit', ${PURCHASE_LIMIT_JSON}, 'version', l.version)::text`;

const MATCHES = `
  FROM contact_links l JOIN contacts c ON c.id = l.contact_id JOIN profiles p ON p.id = l.profile_id
  WHERE c.shop_id = $1 AND l.customer_id = $2`;

const CONTACTS: RawList = {
  page: {
    sortable: {
      position: { sql: 'p.position', type: 'integer' },
      lastName: { sql: 'lower(c.last_name) COLLATE "C"', type: 'text' },
    },
    defaultSort: 'position',
    key: { sql: 'c.id', type: 'uuid' },
  },
  view: VIEW,
  matches: MATCHES,
};

const byId = statement<{ view: string; version: number }>(
  'own-contacts-by-id',
  `SELECT ${VIEW} AS view, l.version ${MATCHES} AND c.id = $3`,
);

const customerOf = (caller: Principal): string | null =>
  caller.kind === 'contact' ? caller.customerId : null;

/** A contact that acts for the customer of the caller. */
export async function readOwnContact(
  on: Database | Tx,
  caller: Principal,
  id: string,
): Promise<RawJson<OwnContactView>> {
  const row = await byId.first(on, [caller.shopId, customerOf(caller), id]);
  if (!row) throw new ContactNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads who acts for the customer of a contact. */
@Injectable()
export class OwnContactsQueries {
  constructor(private readonly db: Database) {}

  get(caller: Principal, id: string): Promise<RawJson<OwnContactView>> {
    return readOwnContact(this.db, caller, id);
  }

  list(caller: Principal, query: ListQuery): Promise<RawJson<OwnContactsPageView>> {
    return readRawPage(this.db, CONTACTS, query, [caller.shopId, customerOf(caller)]);
  }
}
