import { Clock } from '@clientele/config';
import { type Actor, type DomainEvent, identityMailRequested, newId, NotFound } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

/** Whose account a mail is about: a contact or an employee. */
export type AccountOwner = { readonly contactId: string } | { readonly employeeId: string };

export const ownerId = (owner: AccountOwner): string =>
  'contactId' in owner ? owner.contactId : owner.employeeId;

/** What is said to the owner of an account. */
export interface AccountMail {
  /** One of the texts that support has (`account-mails/texts`). */
  readonly template: string;
  /** What the text speaks of, besides `name` and `shop`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The one-time link that belongs into it. */
  readonly linkId?: string;
}

interface Recipient extends Record<string, unknown> {
  readonly ownerId: string;
  readonly shopId: string;
  readonly shop: string;
  readonly email: string;
  readonly name: string;
  readonly language: string | null;
  readonly customerId: string | null;
}

const recipients = statement<Recipient>(
  'account-mails-recipients',
  `SELECT a.id AS "ownerId", s.id AS "shopId", coalesce((SELECT name FROM shops WHERE id = $2), s.name) AS shop, a.email, a.first_name || ' ' || a.last_name AS name, a.language,
          (SELECT (array_agg(l.customer_id))[1] FROM contact_links l WHERE l.contact_id = a.id HAVING count(*) = 1) AS "customerId"
   FROM (SELECT id, shop_id, email, first_name, last_name, language FROM contacts WHERE id = ANY ($1::uuid[])
         UNION ALL
         SELECT id, shop_id, email, first_name, last_name, NULL FROM employees WHERE id = ANY ($1::uuid[])) a
   JOIN shops s ON s.id = a.shop_id`,
);

/** Has support write to the owners of accounts. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Requests a mail in the caller's transaction, to the address that the owner has now. It names the shop that the owner is
   * at: one of those that share customers, or the main one.
   */
  request(
    tx: Tx,
    owner: AccountOwner,
    mail: AccountMail,
    actor: Actor,
    atShopId: string | null = null,
  ): Promise<void> {
    return this.requestAll(tx, [{ owner, mail }], actor, atShopId);
  }

  /** The same to many at once. */
  async requestAll(
    tx: Tx,
    mails: readonly { readonly owner: AccountOwner; readonly mail: AccountMail }[],
    actor: Actor,
    atShopId: string | null = null,
  ): Promise<void> {
    const found = await recipients.rows(tx, [mails.map(({ owner }) => ownerId(owner)), atShopId]);
    const byOwner = new Map(found.map((to) => [to.ownerId, to]));
    const events = mails.map(({ owner, mail }) => {
      const to = byOwner.get(ownerId(owner));
      if (!to) throw new NotFound();
      return this.eventFor(to, owner, mail, actor);
    });
    await this.outbox.add(tx, ...events);
  }

  private eventFor(to: Recipient, owner: AccountOwner, mail: AccountMail, actor: Actor): DomainEvent {
    const mailId = newId();
    return identityMailRequested.create(
      { aggregate: { id: mailId, version: 1 }, shopId: to.shopId, actor, occurredAt: this.clock.now() },
      {
        mailId,
        template: mail.template,
        to: to.email,
        ...('contactId' in owner && { contactId: owner.contactId }),
        variables: { ...mail.variables, name: to.name, shop: to.shop },
        ...(to.language !== null && { language: to.language }),
        ...(mail.linkId !== undefined && { linkId: mail.linkId }),
        ...(to.customerId !== null && { customerId: to.customerId }),
      },
    );
  }
}
