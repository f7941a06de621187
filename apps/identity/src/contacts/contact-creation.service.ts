import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { lockCustomer } from '../customers/lock-customer';
import { FormsService } from '../forms/forms.service';
import { LinksService } from '../links/links.service';
import { PasswordsService } from '../passwords/passwords.service';
import type { Contact } from './contact.entity';
import type { CreateContactBody, NewContactBody, NewLinkBody } from './contacts.bodies';
import { readContact } from './contacts.queries';
import type { ContactView } from './contacts.views';
import { contactChange, insertContact } from './insert-contact';

/** Makes contacts, with links to the customers they act for. */
@Injectable()
export class ContactCreation {
  constructor(
    private readonly links: LinksService,
    private readonly passwords: PasswordsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly forms: FormsService,
  ) {}

  async create(
    once: Once,
    caller: Principal,
    { password, links, enabled, options, ...person }: CreateContactBody,
  ): Promise<RawJson<ContactView>> {
    const passwordHash = password ? await this.passwords.hashNew(password, person) : null;
    return once(async (tx) => {
      const { id } = await this.add(tx, caller, person, links, { enabled, options, passwordHash });
      return readContact(tx, caller.shopId, id);
    });
  }

  /** Makes a contact within a transaction of the caller, and announces it. */
  async add(
    tx: Tx,
    caller: Principal,
    person: NewContactBody,
    links: readonly NewLinkBody[],
    further: Partial<Pick<Contact, 'enabled' | 'options' | 'passwordHash'>> = {},
  ): Promise<Contact> {
    const { shopId } = caller;
    const now = this.clock.now();
    const customerIds = links.map(({ customerId }) => customerId);
    await this.forms.check(tx, 'contact', { shopId, customerIds }, person);
    const contact = await insertContact(tx, person, { ...further, shopId, createdAt: now });
    await this.outbox.add(tx, contactChange(contact, actorOf(caller), now));
    // In one order, so that two that make links of the same customers do not wait for each other.
    for (const link of links.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
      await lockCustomer(tx, shopId, link.customerId);
      await this.links.set(tx, caller, { id: contact.id, customerId: link.customerId }, link);
    }
    return contact;
  }
}
