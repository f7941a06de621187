import { Clock } from '@clientele/config';
import {
  type Actor,
  actorOf,
  contactEmailVerified,
  newId,
  placeIn,
  type Principal,
} from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { homeOf } from '../guests/guests.queries';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';

const confirm = statement<{ shopId: string; email: string }>(
  'contacts-confirm-email',
  `UPDATE contacts SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL
   RETURNING shop_id AS "shopId", email`,
);

// Locked, so that two requests at once are counted one after the other.
const unverified = statement<{ contactId: string }>(
  'contacts-unverified',
  `SELECT id AS "contactId" FROM contacts WHERE id = $1 AND email_verified_at IS NULL FOR NO KEY UPDATE`,
);

/** Finds out whether contacts read mail at their addresses. */
@Injectable()
export class EmailVerifications {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: OneTimeLinks,
    private readonly outbox: Outbox,
  ) {}

  /** Proves an address by the token that was mailed there. */
  verify(token: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const { contactId } = await this.links.use(tx, token, ['email-verification']);
      if (contactId !== null) await this.confirm(tx, contactId, { kind: 'contact', id: contactId });
    });
  }

  /** Mails another link to a contact that has not proved its address yet. */
  resend(once: Once, caller: Principal): Promise<void> {
    return once(async (tx) => {
      const contact = await unverified.first(tx, [caller.id]);
      const wanted = { purpose: 'email-verification', atShopId: placeIn(caller).atShopId } as const;
      if (contact) await this.links.requestIfFew(tx, { ...contact, ...wanted }, actorOf(caller));
    });
  }

  /** Notes that mail to a contact's address reaches it, and tells so the first time. */
  async confirm(tx: Tx, contactId: string, actor: Actor): Promise<void> {
    const now = this.clock.now();
    const confirmed = await confirm.first(tx, [contactId, now]);
    if (!confirmed) return;
    const { shopId, email } = confirmed;
    const home = await homeOf.first(tx, [contactId]);
    const aggregate = { id: newId(), version: 1 };
    await this.outbox.add(
      tx,
      contactEmailVerified.create(
        { aggregate, shopId, actor, occurredAt: now },
        { contactId, email, ...home },
      ),
    );
  }
}
