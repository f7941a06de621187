import { Clock } from '@clientele/config';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { MailParts } from './mail-composer.service';
import type { Outcome } from './mail.domain';
import { Mail } from './mail.entity';

/** A mail that is to be sent. */
export type NewMail = Omit<
  Mail,
  | 'contactId'
  | 'state'
  | 'attempts'
  | 'nextAttemptAt'
  | 'leasedUntil'
  | 'losses'
  | 'outcomeUnknown'
  | 'lastError'
  | 'sentAt'
  | 'createdAt'
  | 'thread'
  | 'message'
> &
  Partial<Pick<Mail, 'contactId'>>;

/** A mail that this process has for itself until its lease is over. */
export type ClaimedMail = MailParts & Pick<Mail, 'linkId' | 'attempts' | 'outcomeUnknown' | 'losses'>;

/** How soon others may take what a process that died was sending. A living one renews its leases long before. */
const LEASE_SECONDS = 30;

const claimSql = (due: string): string => `
   UPDATE mails m
   SET state = 'sending', attempts = m.attempts + 1, next_attempt_at = NULL,
       losses = m.losses + CASE m.state WHEN 'sending' THEN 1 ELSE 0 END,
       leased_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
   FROM (SELECT id FROM mails WHERE ${due} FOR UPDATE SKIP LOCKED) AS due
   WHERE m.id = due.id
   RETURNING m.id, m.kind, m.from_name AS "fromName", m.from_address AS "fromAddress", m.to_address AS "toAddress",
     m.reply_to AS "replyTo", m.subject, m.text, m.html, m.internet_message_id AS "internetMessageId",
     m.in_reply_to AS "inReplyTo", m.references_ids AS "references", m.created_at AS "createdAt",
     m.link_id AS "linkId", m.attempts, m.outcome_unknown AS "outcomeUnknown", m.losses`;

const claimDue = statement<ClaimedMail & Record<string, unknown>>(
  'mails-claim-due',
  claimSql(`state = 'queued' AND next_attempt_at <= $1 ORDER BY created_at, id LIMIT $2`),
);

// Leases are measured by the clock of the database, which all replicas share: one whose own clock is ahead must
// not take what another is sending. One at a time, as it may be what ended the process: no other shall be lost with it.
const claimLost = statement<ClaimedMail & Record<string, unknown>>(
  'mails-claim-lost',
  claimSql(`state = 'sending' AND leased_until < clock_timestamp() ORDER BY leased_until, id LIMIT 1`),
);

// The number of attempts tells whose lease it is: who comes back after losing it changes nothing.
const settle = statement(
  'mails-settle',
  `UPDATE mails SET state = $3, leased_until = NULL, next_attempt_at = $4, sent_at = $5, last_error = $6, outcome_unknown = $7
   WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);

const renew = statement(
  'mails-renew',
  `UPDATE mails m SET leased_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
   FROM unnest($1::uuid[], $2::integer[]) AS mine (id, attempts)
   WHERE m.id = mine.id AND m.attempts = mine.attempts AND m.state = 'sending'`,
);

const forget = statement(
  'mails-forget',
  `DELETE FROM mails WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
);

/** The mails on their way out, kept in the database until they are sent. */
@Injectable()
export class MailQueue {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Queues a mail in the caller's transaction. */
  async add(tx: Tx, mail: NewMail): Promise<void> {
    const now = this.clock.now();
    await tx.insert(Mail, {
      ...mail,
      state: 'queued',
      attempts: 0,
      nextAttemptAt: now,
      leasedUntil: null,
      losses: 0,
      outcomeUnknown: false,
      lastError: null,
      sentAt: null,
      createdAt: now,
    });
  }

  /** Takes a mail that a process was lost with, or else mails that are due; each for this process alone. */
  async claim(count: number): Promise<ClaimedMail[]> {
    const lost = await claimLost.rows(this.db);
    return lost.length > 0 ? lost : claimDue.rows(this.db, [this.clock.now(), count]);
  }

  /** Keeps those of the mails that are still being sent. */
  async renew(mails: readonly ClaimedMail[]): Promise<void> {
    await renew.rows(this.db, [mails.map(({ id }) => id), mails.map(({ attempts }) => attempts)]);
  }

  /** Remembers how an attempt ended. A forwarded message is not kept once it is sent. */
  async settle({ id, kind, attempts, outcomeUnknown }: ClaimedMail, outcome: Outcome): Promise<void> {
    switch (outcome.state) {
      case 'sent':
        if (kind === 'forward') await forget.rows(this.db, [id, attempts]);
        else await settle.rows(this.db, [id, attempts, 'sent', null, this.clock.now(), null, outcomeUnknown]);
        return;
      case 'queued': {
        const { reason, nextAttemptAt } = outcome;
        const values = ['queued', nextAttemptAt, null, reason, outcome.outcomeUnknown];
        await settle.rows(this.db, [id, attempts, ...values]);
        return;
      }
      case 'failed': {
        const values = ['failed', null, null, outcome.reason, outcome.outcomeUnknown];
        await settle.rows(this.db, [id, attempts, ...values]);
      }
    }
  }
}
