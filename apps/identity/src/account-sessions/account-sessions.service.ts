import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { type ListQuery, type RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { ContactNotFound } from '../contacts/contacts.problems';
import { instant } from '../instants';
import { SessionNotFound } from './account-sessions.problems';
import type { SessionsPageView } from './account-sessions.views';

const SESSIONS: RawList = {
  page: {
    sortable: { createdAt: { sql: 's.created_at', type: 'timestamptz' } },
    defaultSort: '-createdAt',
    key: { sql: 's.id', type: 'uuid' },
  },
  view: `json_build_object(
    'id', s.id, 'current', s.id = $2, 'createdAt', ${instant('s.created_at')},
    'lastUsedAt', ${instant('(SELECT max(t.rotated_at) FROM refresh_tokens t WHERE t.session_id = s.id)')},
    'expiresAt', ${instant('s.expires_at')}, 'address', s.address, 'userAgent', s.user_agent)::text`,
  // The second parameter is of use to the view alone, but must be known where the page is only counted.
  matches: `FROM sessions s WHERE (s.contact_id = $1 OR s.employee_id = $1) AND s.expires_at > $3
    AND ($2::uuid IS NULL OR true)
    AND EXISTS (SELECT FROM refresh_tokens t WHERE t.session_id = s.id AND t.expires_at > $3)`,
};

const endOne = statement<{ id: string }>(
  'sessions-end-one',
  'DELETE FROM sessions WHERE (contact_id = $1 OR employee_id = $1) AND id = $2 RETURNING id',
);
const endOthers = statement(
  'sessions-end-others',
  'DELETE FROM sessions WHERE (contact_id = $1 OR employee_id = $1) AND id IS DISTINCT FROM $2',
);
const contactOf = statement<{ id: string }>(
  'contacts-of-shop',
  'SELECT id FROM contacts WHERE shop_id = $1 AND id = $2',
);

/** Shows where somebody is logged in, and ends it. Access tokens that are out are good for five minutes more. */
@Injectable()
export class AccountSessionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The caller's own sessions. */
  own(caller: Principal, query: ListQuery): Promise<RawJson<SessionsPageView>> {
    return this.list(caller.id, sessionOf(caller), query);
  }

  async endOwn(caller: Principal, sessionId: string): Promise<void> {
    await this.endOne(caller.id, sessionId);
  }

  /** Ends all the caller's sessions but the one that asks. */
  async endOthers(caller: Principal): Promise<void> {
    await endOthers.rows(this.db, [caller.id, sessionOf(caller)]);
  }

  async ofContact(
    caller: Principal,
    contactId: string,
    query: ListQuery,
  ): Promise<RawJson<SessionsPageView>> {
    await this.requireContact(caller, contactId);
    return this.list(contactId, null, query);
  }

  async endOfContact(caller: Principal, contactId: string, sessionId: string): Promise<void> {
    await this.requireContact(caller, contactId);
    await this.endOne(contactId, sessionId);
  }

  async endAllOfContact(caller: Principal, contactId: string): Promise<void> {
    await this.requireContact(caller, contactId);
    await endOthers.rows(this.db, [contactId, null]);
  }

  private list(
    ownerId: string,
    current: string | null,
    query: ListQuery,
  ): Promise<RawJson<SessionsPageView>> {
    return readRawPage(this.db, SESSIONS, query, [ownerId, current, this.clock.now()]);
  }

  private async endOne(ownerId: string, sessionId: string): Promise<void> {
    if (!(await endOne.first(this.db, [ownerId, sessionId]))) throw new SessionNotFound();
  }

  private async requireContact({ shopId }: Principal, contactId: string): Promise<void> {
    if (!(await contactOf.first(this.db, [shopId, contactId]))) throw new ContactNotFound();
  }
}

const sessionOf = (caller: Principal): string | null => ('sessionId' in caller ? caller.sessionId : null);
