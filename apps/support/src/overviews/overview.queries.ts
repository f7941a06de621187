import { EXCERPT_LENGTH, OVERVIEW_LIMIT, type SupportOverviewAnswer } from '@clientele/contracts';
import { glanceSql, statement } from '@clientele/database';
import { instant } from '../instant.queries';

const THREAD = `json_build_object(
  'id', t.id, 'number', t.number::text, 'subject', t.subject, 'status', t.status, 'unread', t.unread,
  'assigneeId', t.assignee_id, 'messages', (SELECT count(*) FROM messages m WHERE m.thread_id = t.id),
  'lastMessage', (
    SELECT json_build_object('from', m.sender, 'excerpt', left(m.text, ${EXCERPT_LENGTH}), 'createdAt', ${instant('m.created_at')})
    FROM messages m WHERE m.thread_id = t.id ORDER BY m.created_at DESC, m.id DESC LIMIT 1),
  'lastMessageAt', ${instant('t.last_message_at')})`;

const THREADS = glanceSql({
  view: THREAD,
  from: 'FROM threads t WHERE t.shop_id = $1 AND t.customer_id = $2',
  order: 't.last_message_at DESC, t.id DESC',
  limit: OVERVIEW_LIMIT,
});

const MAIL = `json_build_object(
  'id', m.id, 'kind', m.kind, 'to', m.to_address, 'subject', m.subject, 'state', m.state,
  'createdAt', ${instant('m.created_at')}, 'sentAt', ${instant('m.sent_at')})`;

const MAILS = glanceSql({
  view: MAIL,
  from: 'FROM mails m WHERE m.shop_id = $1 AND m.customer_id = $2',
  order: 'm.created_at DESC, m.id DESC',
  limit: OVERVIEW_LIMIT,
});

/** `(shop, customer, parts)`: the parts of an overview, null where not asked for. */
export const overviewParts = statement<{
  readonly [Part in keyof SupportOverviewAnswer]-?: NonNullable<SupportOverviewAnswer[Part]> | null;
}>(
  'overview-parts',
  `SELECT CASE WHEN 'threads' = ANY ($3::text[]) THEN ${THREADS} END AS threads,
          CASE WHEN 'mails' = ANY ($3::text[]) THEN ${MAILS} END AS mails`,
);
