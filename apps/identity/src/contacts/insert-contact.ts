import { type Actor, contactChanged, type DomainEvent, newId } from '@clientele/contracts';
import { type Tx, violates } from '@clientele/database';
import { EmailTaken, TitleUnknown } from '../customers/customers.problems';
import { normalizeEmail } from '../emails/email';
import { mergeOwnValues } from '@clientele/forms';
import { Contact } from './contact.entity';
import type { NewPersonBody } from '../customers/person.bodies';

/** What is known of a new contact, besides the person. */
export type NewContact = Partial<Pick<Contact, 'enabled' | 'options' | 'passwordHash'>>;

/** Puts a contact into the database. */
export async function insertContact(
  tx: Tx,
  person: NewPersonBody,
  further: NewContact & Pick<Contact, 'shopId' | 'createdAt'>,
): Promise<Contact> {
  const contact = tx.create(Contact, {
    ...{ passwordHash: null, enabled: true, options: {}, ...further },
    id: newId(),
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    normalizedEmail: normalizeEmail(person.email),
    titleId: person.titleId ?? null,
    phone: person.phone ?? null,
    birthday: person.birthday ?? null,
    language: person.language ?? null,
    custom: mergeOwnValues({}, person.custom),
    version: 1,
  });
  await tx.insert(Contact, contact).catch(explain);
  return contact;
}

/** Names the rule that a new or changed contact breaks. */
export function explain(error: unknown): never {
  if (violates(error, 'contacts_shop_id_normalized_email_key')) throw new EmailTaken();
  if (violates(error, 'contacts_title_id_fkey')) throw new TitleUnknown();
  throw error;
}

type ContactFacts = Pick<
  Contact,
  'id' | 'shopId' | 'version' | 'firstName' | 'lastName' | 'email' | 'language' | 'enabled'
>;

/** What the other services are told of a contact as it is now. */
export const contactChange = (contact: ContactFacts, actor: Actor, occurredAt: Date): DomainEvent =>
  contactChanged.create(
    { aggregate: { id: contact.id, version: contact.version }, shopId: contact.shopId, actor, occurredAt },
    {
      contactId: contact.id,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      ...(contact.language !== null && { language: contact.language }),
      enabled: contact.enabled,
    },
  );
