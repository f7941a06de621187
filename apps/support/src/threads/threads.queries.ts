import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { instant } from '../instant.queries';
import type { ListThreadsQuery } from './threads.bodies';
import { ThreadNotFound } from './threads.problems';
import type { ThreadsPageView, ThreadView } from './threads.views';

// What contacts see of a thread, and what employees see beyond it.
const SUMMARY = `
  'id', t.id, 'number', t.number::text, 'inboxId', t.inbox_id, 'subject', t.subject, 'email', t.email,
  'customerId', t.customer_id, 'contactId', t.contact_id, 'orderReference', t.order_reference, 'orderId', t.order_id,
  'productId', t.product_id, 'status', t.status, 'lastMessageAt', ${instant('t.last_message_at')},
  'createdAt', ${instant('t.created_at')}, 'updatedAt', ${instant('t.updated_at')}, 'version', t.version`;
const SUMMARY_FOR_SHOP = `${SUMMARY},
  'assigneeId', t.assignee_id, 'unread', t.unread, 'firstResponseAt', ${instant('t.first_response_at')}`;

const MESSAGE = `
  'id', m.id, 'from', m.sender, 'channel', m.channel, 'text', m.text, 'createdAt', ${instant('m.created_at')}`;
const MESSAGES = `
  'messages', (SELECT coalesce(json_agg(json_build_object(${MESSAGE}) ORDER BY m.created_at, m.id), '[]')
               FROM messages m WHERE m.thread_id = t.id)`;
const MESSAGES_FOR_SHOP = `
  'messages', (SELECT coalesce(json_agg(json_build_object(${MESSAGE}, 'authorId', m.author_id, 'delivery',
                 CASE WHEN l.id IS NOT NULL THEN
                   json_build_object('mailId', l.id, 'state', l.state, 'lastError', l.last_error) END
               ) ORDER BY m.created_at, m.id), '[]')
               FROM messages m LEFT JOIN mails l ON l.message_id = m.id WHERE m.thread_id = t.id)`;
const HISTORY = `
  'history', (SELECT coalesce(json_agg(json_build_object('at', ${instant('c.created_at')},
                'actorKind', c.actor_kind, 'actorId', c.actor_id, 'changes', c.changes) ORDER BY c.created_at, c.id), '[]')
              FROM thread_changes c WHERE c.thread_id = t.id)`;

interface ThreadRow {
  readonly view: string;
  readonly version: number;
}

const forShop = statement<ThreadRow & Record<string, unknown>>(
  'threads-for-shop',
  `SELECT json_build_object(${SUMMARY_FOR_SHOP}, ${MESSAGES_FOR_SHOP}, ${HISTORY})::text AS view, t.version
   FROM threads t WHERE t.shop_id = $1 AND t.id = $2`,
);
const forCustomer = statement<ThreadRow & Record<string, unknown>>(
  'threads-for-customer',
  `SELECT json_build_object(${SUMMARY}, ${MESSAGES})::text AS view, t.version
   FROM threads t WHERE t.shop_id = $1 AND t.id = $2 AND t.customer_id = $3`,
);

const PAGE: PageDefinition = {
  sortable: {
    lastMessageAt: { sql: 't.last_message_at', type: 'timestamptz' },
    createdAt: { sql: 't.created_at', type: 'timestamptz' },
    number: { sql: 't.number', type: 'bigint' },
  },
  defaultSort: '-lastMessageAt',
  key: { sql: 't.id', type: 'uuid' },
};

/** Reads threads: employees those of their shop, contacts those of the customer they act for. */
@Injectable()
export class ThreadsQueries {
  constructor(private readonly db: Database) {}

  /** One thread with all that was said. */
  async get(caller: Principal, id: string, on: Database | Tx = this.db): Promise<RawJson<ThreadView>> {
    const row =
      caller.kind === 'contact'
        ? await forCustomer.first(on, [caller.shopId, id, caller.customerId])
        : await forShop.first(on, [caller.shopId, id]);
    if (!row) throw new ThreadNotFound();
    return new RawJson(row.view, row.version);
  }

  /** A page of threads. */
  list(caller: Principal, query: ListThreadsQuery): Promise<RawJson<ThreadsPageView>> {
    const parameters: unknown[] = [caller.shopId];
    const matches = `FROM threads t WHERE ${conditionsOf(caller, query, parameters).join(' AND ')}`;
    const summary = caller.kind === 'contact' ? SUMMARY : SUMMARY_FOR_SHOP;
    const view = `json_build_object(${summary})::text`;
    return readRawPage(this.db, { page: PAGE, view, matches }, query, parameters);
  }
}

function conditionsOf(caller: Principal, query: ListThreadsQuery, parameters: unknown[]): string[] {
  const { inboxId, status, assigneeId, unread, customerId, email, createdFrom, createdTo, q } = query;
  const given = (value: unknown, condition: (parameter: string) => string): string[] =>
    value === undefined ? [] : [condition(`$${parameters.push(value)}`)];
  return [
    't.shop_id = $1',
    ...given(caller.kind === 'contact' ? caller.customerId : undefined, (p) => `t.customer_id = ${p}`),
    ...given(limitedTo(caller), (p) => isSeen('t.customer_id', p)),
    ...given(inboxId, (p) => `t.inbox_id = ${p}`),
    ...given(status, (p) => `t.status = ${p}`),
    ...given(assigneeId, (p) => `t.assignee_id = ${p}`),
    ...(unread === undefined ? [] : [unread ? 't.unread' : 'NOT t.unread']),
    ...given(customerId, (p) => `t.customer_id = ${p}`),
    ...given(email, (p) => `lower(t.email) = lower(${p})`),
    ...given(createdFrom, (p) => `t.created_at >= ${p}`),
    ...given(createdTo, (p) => `t.created_at < ${p}`),
    ...given(
      q,
      (p) =>
        `(position(lower(${p}) IN lower(t.subject)) > 0 OR position(lower(${p}) IN lower(t.email)) > 0 OR t.number::text = ${p})`,
    ),
  ];
}
