import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { instant } from '../instant.queries';
import { MailComposer, type MailParts } from './mail-composer.service';
import { Mail } from './mail.entity';
import type { ListMailsQuery } from './mails.bodies';
import { MailNotFound } from './mails.problems';
import type { MailsPageView, MailWithTextView } from './mails.views';

const FIELDS = `
  'id', m.id, 'kind', m.kind, 'threadId', m.thread_id, 'customerId', m.customer_id, 'messageId', m.message_id, 'from', m.from_address,
  'to', m.to_address, 'subject', m.subject, 'internetMessageId', m.internet_message_id, 'state', m.state,
  'attempts', m.attempts, 'nextAttemptAt', ${instant('m.next_attempt_at')}, 'lastError', m.last_error,
  'outcomeUnknown', m.outcome_unknown, 'sentAt', ${instant('m.sent_at')}, 'createdAt', ${instant('m.created_at')}`;

const byId = statement<{ view: string }>(
  'mails-by-id',
  `SELECT json_build_object(${FIELDS}, 'replyTo', m.reply_to, 'inReplyTo', m.in_reply_to,
     'references', m.references_ids, 'text', m.text, 'html', m.html)::text AS view
   FROM mails m WHERE m.shop_id = $1 AND m.id = $2`,
);

const PAGE: PageDefinition = {
  sortable: { createdAt: { sql: 'm.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  key: { sql: 'm.id', type: 'uuid' },
};

/** Reads mails. */
@Injectable()
export class MailsQueries {
  constructor(
    private readonly db: Database,
    private readonly composer: MailComposer,
  ) {}

  /** One mail. */
  async get({ shopId }: Principal, id: string): Promise<RawJson<MailWithTextView>> {
    const row = await byId.first(this.db, [shopId, id]);
    if (!row) throw new MailNotFound();
    return new RawJson(row.view);
  }

  /** One mail as it is sent. */
  async source({ shopId }: Principal, id: string): Promise<Buffer> {
    const mail: MailParts | null = await this.db.manager.findOneBy(Mail, { id, shopId });
    if (!mail) throw new MailNotFound();
    return this.composer.compose(mail);
  }

  /** A page of mails. */
  list(caller: Principal, query: ListMailsQuery): Promise<RawJson<MailsPageView>> {
    const parameters: unknown[] = [caller.shopId];
    const matches = `FROM mails m WHERE ${conditionsOf(caller, query, parameters).join(' AND ')}`;
    const view = `json_build_object(${FIELDS})::text`;
    return readRawPage(this.db, { page: PAGE, view, matches }, query, parameters);
  }
}

function conditionsOf(caller: Principal, query: ListMailsQuery, parameters: unknown[]): string[] {
  const { state, kind, to, threadId, customerId, createdFrom, createdTo } = query;
  const given = (value: unknown, condition: (parameter: string) => string): string[] =>
    value === undefined ? [] : [condition(`$${parameters.push(value)}`)];
  return [
    'm.shop_id = $1',
    ...given(limitedTo(caller), (p) => isSeen('m.customer_id', p)),
    ...given(state, (p) => `m.state = ${p}`),
    ...given(kind, (p) => `m.kind = ${p}`),
    ...given(to, (p) => `lower(m.to_address) = lower(${p})`),
    ...given(threadId, (p) => `m.thread_id = ${p}`),
    ...given(customerId, (p) => `m.customer_id = ${p}`),
    ...given(createdFrom, (p) => `m.created_at >= ${p}`),
    ...given(createdTo, (p) => `m.created_at < ${p}`),
  ];
}
