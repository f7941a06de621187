import { CustomerNotChosen } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { ContactCreation } from '../contacts/contact-creation.service';
import { ContactLink } from '../contacts/contact-link.entity';
import { ContactNotFound, ContactShared } from '../contacts/contacts.problems';
import { ContactsService } from '../contacts/contacts.service';
import { LinkNotFound } from '../links/links.problems';
import { LinksService } from '../links/links.service';
import type { AddOwnContactBody, EditOwnContactBody } from './own-contacts.bodies';
import { readOwnContact } from './own-contacts.queries';
import type { OwnContactView } from './own-contacts.views';

/** Lets contacts manage who acts for their customer. */
@Injectable()
export class OwnContactsService {
  constructor(
    private readonly db: Database,
    private readonly contacts: ContactsService,
    private readonly creation: ContactCreation,
    private readonly links: LinksService,
  ) {}

  add(
    once: Once,
    caller: Principal,
    { profileId, purchaseLimit, ...person }: AddOwnContactBody,
  ): Promise<RawJson<OwnContactView>> {
    const customerId = customerOf(caller);
    return once(async (tx) => {
      const links = [{ customerId, profileId, purchaseLimit }];
      const contact = await this.creation.add(tx, caller, person, links);
      await this.creation.mailInvitation(tx, caller, contact);
      return readOwnContact(tx, caller, contact.id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    { profileId, purchaseLimit, ...person }: EditOwnContactBody,
  ): Promise<RawJson<OwnContactView>> {
    const link = { id, customerId: customerOf(caller) };
    return this.db.transaction(async (tx) => {
      await this.links.change(tx, caller, link, version, { profileId, purchaseLimit }).catch(hideLink);
      if (Object.keys(person).length > 0) {
        await requireNotShared(tx, id, link.customerId);
        await this.contacts.change(tx, caller, id, undefined, person);
      }
      return readOwnContact(tx, caller, id);
    });
  }

  remove(caller: Principal, id: string): Promise<void> {
    return this.links.remove(caller, { id, customerId: customerOf(caller) }).catch(hideLink);
  }
}

async function requireNotShared(tx: Tx, contactId: string, customerId: string): Promise<void> {
  if (await tx.existsBy(ContactLink, { contactId, customerId: Not(customerId) })) throw new ContactShared();
}

function customerOf(caller: Principal): string {
  if (caller.kind !== 'contact' || caller.customerId === null) throw new CustomerNotChosen();
  return caller.customerId;
}

/** Whoever does not act for the own customer is not there. */
function hideLink(error: unknown): never {
  throw error instanceof LinkNotFound ? new ContactNotFound() : error;
}
