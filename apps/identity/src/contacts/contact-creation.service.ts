import { actorOf, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { NewPersonBody } from '../customers/person.bodies';
import { lockOpenCustomer } from '../customers/lock-customer';
import { LinksService } from '../links/links.service';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { PasswordsService } from '../passwords/passwords.service';
import type { Contact } from './contact.entity';
import type { CreateContactBody, NewLinkBody } from './contacts.bodies';
import { ContactHasPassword } from './contacts.problems';
import { readContact } from './contacts.queries';
import { ContactsService } from './contacts.service';
import type { ContactView } from './contacts.views';
import type { NewContact } from './insert-contact';
import { lockContact } from './lock-contact';

/** Makes contacts, with links to the customers they act for, and invites them. */
@Injectable()
export class ContactCreation {
  constructor(
    private readonly contacts: ContactsService,
    private readonly links: LinksService,
    private readonly passwords: PasswordsService,
    private readonly oneTimeLinks: OneTimeLinks,
  ) {}

  async create(
    once: Once,
    caller: Principal,
    { password, links, enabled, options, invite, ...person }: CreateContactBody,
  ): Promise<RawJson<ContactView>> {
    const passwordHash = password ? await this.passwords.hashNew(password, person) : null;
    return once(async (tx) => {
      const contact = await this.add(tx, caller, person, links, { enabled, options, passwordHash });
      if (invite && !passwordHash) await this.mailInvitation(tx, caller, contact);
      return readContact(tx, caller, contact.id);
    });
  }

  /** Makes a contact with links within a transaction of the caller. */
  async add(
    tx: Tx,
    caller: Principal,
    person: NewPersonBody,
    links: readonly NewLinkBody[],
    further: NewContact = {},
  ): Promise<Contact> {
    const customerIds = links.map(({ customerId }) => customerId);
    const contact = await this.contacts.add(tx, caller, person, customerIds, further);
    // In one order, so that two that make links of the same customers do not wait for each other.
    for (const link of links.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
      await lockOpenCustomer(tx, caller.shopId, link.customerId);
      await this.links.set(tx, caller, { id: contact.id, customerId: link.customerId }, link);
    }
    return contact;
  }

  invite(once: Once, caller: Principal, id: string): Promise<void> {
    return once(async (tx) => {
      const contact = await lockContact(tx, caller.shopId, id);
      if (contact.passwordHash !== null) throw new ContactHasPassword();
      await this.mailInvitation(tx, caller, contact);
    });
  }

  /** Has a contact mailed a link with which it sets a password, within a transaction of the caller. */
  async mailInvitation(tx: Tx, caller: Principal, { id }: Contact): Promise<void> {
    await this.oneTimeLinks.requestIfFew(tx, { contactId: id, purpose: 'invitation' }, actorOf(caller));
  }
}
