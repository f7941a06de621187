import { Clock } from '@clientele/config';
import {
  type Actor,
  newId,
  oneTimeLinkAddress,
  type OneTimeLinkAnswer,
  type OneTimeLinkQuestion,
} from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { AccountMails, type AccountOwner, ownerId } from '../account-mails/account-mails.service';
import type { PasswordOwner } from '../passwords/password-strength';
import { LinkAddresses } from './link-addresses.service';
import { LINK_HOURS, linkExpiry, type LinkPurpose } from './one-time-link.domain';
import { LinkNotValid } from './one-time-links.problems';

/** Whose link it is. */
export interface LinkOwner {
  readonly owner: AccountOwner;
  readonly person: PasswordOwner;
}

/** A link that somebody is to get. */
export type WantedLink = AccountOwner & {
  readonly purpose: LinkPurpose;
  /** Of the shops that share customers, the one it leads to; null or absent: the main one. */
  readonly atShopId?: string | null;
};

/** A link that has just been used up: its owner is one of both. */
export interface UsedLink extends Record<string, unknown> {
  readonly purpose: LinkPurpose;
  readonly contactId: string | null;
  readonly employeeId: string | null;
  readonly atShopId: string | null;
}

const insert = statement(
  'one-time-links-insert',
  `WITH n AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS n (owner_id, id))
   INSERT INTO one_time_links (id, purpose, contact_id, employee_id, normalized_email, created_at, expires_at, at_shop_id)
   SELECT n.id, $3, c.id, NULL::uuid, c.normalized_email, $4::timestamptz, $5::timestamptz,
          $6::uuid
   FROM n JOIN contacts c ON c.id = n.owner_id
   UNION ALL
   SELECT n.id, $3, NULL, e.id, e.normalized_email, $4, $5, $6 FROM n JOIN employees e ON e.id = n.owner_id`,
);

// Of two at once the second waits for the first, and then finds nothing.
const use = statement<UsedLink>(
  'one-time-links-use',
  `DELETE FROM one_time_links l
   WHERE id = $1 AND purpose = ANY ($2) AND expires_at > $3
     AND normalized_email IN (SELECT normalized_email FROM contacts c WHERE c.id = l.contact_id
                              UNION ALL SELECT normalized_email FROM employees e WHERE e.id = l.employee_id)
   RETURNING purpose, contact_id AS "contactId", employee_id AS "employeeId", at_shop_id AS "atShopId"`,
);

const revoke = statement(
  'one-time-links-revoke',
  'DELETE FROM one_time_links WHERE (contact_id = $1 OR employee_id = $1) AND purpose = ANY ($2)',
);

const ownerOf = statement<UsedLink & PasswordOwner>(
  'one-time-links-owner',
  `SELECT l.purpose, contact_id AS "contactId", employee_id AS "employeeId", at_shop_id AS "atShopId", a.email,
          a.first_name AS "firstName", a.last_name AS "lastName"
   FROM one_time_links l
   JOIN (SELECT id, email, first_name, last_name FROM contacts
         UNION ALL SELECT id, email, first_name, last_name FROM employees) a ON a.id = coalesce(l.contact_id, l.employee_id)
   WHERE l.id = $1 AND l.purpose = ANY ($2) AND l.expires_at > $3`,
);

const count = statement<{ links: number }>(
  'one-time-links-count',
  `SELECT count(*)::integer AS links FROM one_time_links
   WHERE (contact_id = $1 OR employee_id = $1) AND purpose = $2 AND expires_at > $3`,
);

/** So many can be good at once: nobody's mailbox is filled by others. */
const MOST_AT_ONCE = 3;
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
  request(tx: Tx, { purpose, atShopId, ...owner }: WantedLink, actor: Actor): Promise<void> {
    return this.requestAll(tx, purpose, [owner], actor, atShopId);
  }

  /** The same for many at once. */
  async requestAll(
    tx: Tx,
    purpose: LinkPurpose,
    owners: readonly AccountOwner[],
    actor: Actor,
    atShopId: string | null = null,
  ): Promise<void> {
    if (owners.length === 0) return;
    const now = this.clock.now();
    const links = owners.map((owner) => ({ owner, linkId: newId() }));
    const ids = [owners.map(ownerId), links.map(({ linkId }) => linkId)];
    await insert.rows(tx, [...ids, purpose, now, linkExpiry(purpose, now), atShopId]);
    const variables = { hours: String(LINK_HOURS[purpose]) };
    const mails = links.map(({ owner, linkId }) => ({
      owner,
      mail: { template: purpose, variables, linkId },
    }));
    await this.mails.requestAll(tx, mails, actor, atShopId);
  }

  /** The same for who may ask again and again: does nothing while three are good. Call it with the owner's row locked. */
  async requestIfFew(tx: Tx, wanted: WantedLink, actor: Actor): Promise<void> {
    const counted = await count.first(tx, [ownerId(wanted), wanted.purpose, this.clock.now()]);
    if ((counted?.links ?? 0) < MOST_AT_ONCE) await this.request(tx, wanted, actor);
  }

  /** Tells whose link it is without using it up. */
  async ownerOf(token: string, purposes: readonly LinkPurpose[]): Promise<LinkOwner> {
    const linkId = this.addresses.linkOf(token);
    const link = linkId && (await ownerOf.first(this.db, [linkId, purposes, this.clock.now()]));
    if (!link) throw new LinkNotValid();
    const { contactId, employeeId, email, firstName, lastName } = link;
    const owner = contactId === null ? { employeeId: employeeId ?? '' } : { contactId };
    return { owner, person: { email, firstName, lastName } };
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

  @LooksEvery(HOUR_MS)
  async forget(): Promise<void> {
    await this.db.manager.query('DELETE FROM one_time_links WHERE expires_at <= $1', [this.clock.now()]);
  }
}
