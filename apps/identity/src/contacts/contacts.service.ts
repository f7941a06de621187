import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';
import { Session } from '../sessions/session.entity';
import { Contact } from './contact.entity';
import type { EditContactBody } from './contacts.bodies';
import { ContactNotFound } from './contacts.problems';
import { readContact } from './contacts.queries';
import type { ContactView } from './contacts.views';
import { contactChange, explain } from './insert-contact';

/** Changes contacts on behalf of employees. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  edit(
    caller: Principal,
    id: string,
    version: number,
    fields: EditContactBody,
  ): Promise<RawJson<ContactView>> {
    return this.db.transaction(async (tx) => {
      await this.change(tx, caller, id, version, fields);
      return readContact(tx, caller.shopId, id);
    });
  }

  /** Changes a contact within a transaction of the caller. */
  async change(
    tx: Tx,
    caller: Principal,
    id: string,
    version: number | undefined,
    fields: Partial<EditContactBody & Pick<Contact, 'passwordHash'>>,
  ): Promise<Contact> {
    const contact = await lockContact(tx, caller.shopId, id);
    if (version !== undefined) requireVersion(contact.version, version);
    Object.assign(contact, fields, { version: contact.version + 1 });
    const normalizedEmail = normalizeEmail(contact.email) ?? contact.normalizedEmail;
    if (normalizedEmail !== contact.normalizedEmail)
      Object.assign(contact, { normalizedEmail, emailVerifiedAt: null });

    await tx.update(Contact, id, contact).catch(explain);
    if (fields.enabled === false) await tx.delete(Session, { contactId: id });
    await this.outbox.add(tx, contactChange(contact, actorOf(caller), this.clock.now()));
    return contact;
  }
}

async function lockContact(tx: Tx, shopId: string, id: string): Promise<Contact> {
  const contact = await tx.findOne(Contact, { where: { id, shopId }, lock: { mode: 'for_no_key_update' } });
  if (!contact) throw new ContactNotFound();
  return contact;
}
