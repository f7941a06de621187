import { Clock } from '@clientele/config';
import {
  type Actor,
  oneTimeLinkAddress,
  type OneTimeLinkAnswer,
  type OneTimeLinkQuestion,
} from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { v7 as uuidv7 } from 'uuid';
import { AccountMails, type AccountOwner, ownerId } from '../account-mails/account-mails.service';
import { LinkAddresses } from './link-addresses.service';
import { LINK_HOURS, linkExpiry, type LinkPurpose } from './one-time-link.domain';
import { LinkNotValid } from './one-time-links.problems';

/** A link that has just been used up: its owner is one of both. */
export interface UsedLink extends Record<string, unknown> {
  readonly purpose: LinkPurpose;
  readonly contactId: string | null;
  readonly employeeId: string | null;
}

const insert = statement(
  'one-time-links-insert',
  `INSERT INTO one_time_links (id, purpose, contact_id, employee_id, normalized_email, created_at, expires_at)
   SELECT $2::uuid, $3, id, NULL::uuid, normalized_email, $4::timestamptz, $5::timestamptz FROM contacts WHERE id = $1
   UNION ALL
   SELECT $2, $3, NULL, id, normalized_email, $4, $5 FROM employees WHERE id = $1`,
);

// Of two at once the second waits for the first, and then finds nothing.
const use = statement<UsedLink>(
  'one-time-links-use',
  `DELETE FROM one_time_links l
   WHERE id = $1 AND purpose = ANY ($2) AND expires_at > $3
     AND normalized_email IN (SELECT normalized_email FROM contacts c WHERE c.id = l.contact_id
                              UNION ALL SELECT normalized_email FROM employees e WHERE e.id = l.employee_id)
   RETURNING purpose, contact_id AS "contactId", employee_id AS "employeeId"`,
);

const revoke = statement(
  'one-time-links-revoke',
  'DELETE FROM one_time_links WHERE (contact_id = $1 OR employee_id = $1) AND purpose = ANY ($2)',
);

const HOUR_MS = 3_600_000;

/** Links in mails that prove who reads them: good once, and not for long. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly mails: AccountMails,
    private readonly addresses: LinkAddresses,
  ) {}

  /** Makes a link and has it mailed to its owner, in the caller's transaction. Earlier ones stay good. */
  async request(
    tx: Tx,
    { purpose, ...owner }: AccountOwner & { readonly purpose: LinkPurpose },
    actor: Actor,
  ): Promise<void> {
    const now = this.clock.now();
    const linkId = uuidv7();
    await insert.rows(tx, [ownerId(owner), linkId, purpose, now, linkExpiry(purpose, now)]);
    const variables = { hours: String(LINK_HOURS[purpose]) };
    await this.mails.request(tx, owner, { template: purpose, variables, linkId }, actor);
  }

  /** Uses a link up, if it is for one of the purposes; it stays good when the transaction does not commit. */
  async use(tx: Tx, token: string, purposes: readonly LinkPurpose[]): Promise<UsedLink> {
    const linkId = this.addresses.linkOf(token);
    const used = linkId && (await use.first(tx, [linkId, purposes, this.clock.now()]));
    if (!used) throw new LinkNotValid();
    return used;
  }

  /** Makes all links of an owner for some purposes useless. */
  async revoke(tx: Tx, owner: AccountOwner, purposes: readonly LinkPurpose[]): Promise<void> {
    await revoke.rows(tx, [ownerId(owner), purposes]);
  }

  /** Where a link leads to; asked by support just before it sends the mail. */
  @Answers(oneTimeLinkAddress)
  async addressOf({ linkId }: OneTimeLinkQuestion): Promise<OneTimeLinkAnswer> {
    return { url: await this.addresses.of(linkId, this.clock.now()) };
  }

  @Interval(HOUR_MS)
  async forget(): Promise<void> {
    if (!this.db.source.isInitialized) return;
    await this.db.manager.query('DELETE FROM one_time_links WHERE expires_at <= $1', [this.clock.now()]);
  }
}
