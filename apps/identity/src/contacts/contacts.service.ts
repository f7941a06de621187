import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { NewPersonBody } from '../customers/person.bodies';
import { normalizeEmail } from '../emails/email';
import { FormsService } from '../forms/forms.service';
import { mergeOwnValues } from '@clientele/forms';
import { endSessionsOf } from '../sessions/end-sessions';
import type { FormOwner } from '../forms/forms.queries';
import { Contact } from './contact.entity';
import { ContactLink } from './contact-link.entity';
import type { EditContactBody } from './contacts.bodies';
import { readContact } from './contacts.queries';
import type { ContactView } from './contacts.views';
import { contactChange, explain, insertContact, type NewContact } from './insert-contact';
import { lockContact } from './lock-contact';

/** Makes and changes contacts. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly forms: FormsService,
    private readonly audit: Audit,
  ) {}

  edit(
    caller: Principal,
    id: string,
    version: number,
    fields: EditContactBody,
  ): Promise<RawJson<ContactView>> {
    return this.db.transaction(async (tx) => {
      await this.change(tx, caller, id, version, fields);
      return readContact(tx, caller, id);
    });
  }

  /** Makes a contact within a transaction of the caller; it answers to the rules of the customers it will act for. */
  async add(
    tx: Tx,
    caller: Principal,
    person: NewPersonBody,
    customerIds: readonly string[],
    further: NewContact,
  ): Promise<Contact> {
    const { shopId } = caller;
    const now = this.clock.now();
    await this.forms.check(tx, 'contact', { shopId, customerIds }, person);
    const contact = await insertContact(tx, person, { ...further, shopId, createdAt: now });
    await this.outbox.add(tx, contactChange(contact, actorOf(caller), now));
    await this.audit.add(tx, caller, {
      ...{ operation: 'contacts.create', resource: { type: 'contacts', id: contact.id } },
      ...{ customerId: customerIds[0], after: { ...person, enabled: contact.enabled } },
    });
    return contact;
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
    const owners = await ownersOf(tx, contact);
    await this.forms.check(tx, 'contact', owners, fields, 'change');
    const [before, custom] = [{ ...contact }, mergeOwnValues(contact.custom, fields.custom)];
    Object.assign(contact, fields, { custom, version: contact.version + 1 });
    const normalizedEmail = normalizeEmail(contact.email) ?? contact.normalizedEmail;
    if (normalizedEmail !== contact.normalizedEmail)
      Object.assign(contact, { normalizedEmail, emailVerifiedAt: null });

    await tx.update(Contact, id, contact).catch(explain);
    if (fields.enabled === false) await endSessionsOf(tx, { contactId: id });
    await this.outbox.add(tx, contactChange(contact, actorOf(caller), this.clock.now()));
    await this.audit.add(tx, caller, {
      ...{ operation: 'contacts.edit', resource: { type: 'contacts', id }, customerId: onlyOf(owners) },
      ...changesOf<object>(before, { ...fields, custom }),
    });
    return contact;
  }
}

const onlyOf = ({ customerIds = [] }: FormOwner): string | undefined =>
  customerIds.length === 1 ? customerIds[0] : undefined;

// A contact answers to the rules of all customers it acts for.
async function ownersOf(tx: Tx, { id, shopId }: Contact): Promise<FormOwner> {
  const links = await tx.find(ContactLink, { select: { customerId: true }, where: { contactId: id } });
  return { shopId, customerIds: links.map(({ customerId }) => customerId) };
}
