import type { Tx } from '@clientele/database';
import { Contact } from './contact.entity';
import { ContactNotFound } from './contacts.problems';

/** Locks a contact for a change of it. */
export async function lockContact(tx: Tx, shopId: string, id: string): Promise<Contact> {
  const contact = await tx.findOne(Contact, { where: { id, shopId }, lock: { mode: 'for_no_key_update' } });
  if (!contact) throw new ContactNotFound();
  return contact;
}
