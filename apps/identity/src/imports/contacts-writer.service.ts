import { Audit, changesOf, type Deed } from '@clientele/audit';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { contactChange } from '../contacts/insert-contact';
import { linkChanges } from '../links/links.queries';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import type { Change, ContactPlan, KnownContact, KnownLink } from './contact-plan.domain';
import { insertContacts, putLinks, updateContacts } from './contacts-import.queries';
import type { ImportContext } from './import-target';
import { formOf } from './own-fields.domain';

/** Writes what was planned of imported contacts, and announces it as if each had come by itself. */
@Injectable()
export class ContactsWriter {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly invitations: OneTimeLinks,
  ) {}

  async write(tx: Tx, context: ImportContext, plan: ContactPlan): Promise<void> {
    const { actor, shopId, now } = context;
    const links = [...plan.links.values()];
    await this.writeContacts(tx, context, plan.contacts);
    if (links.length > 0) {
      await putLinks.rows(tx, [JSON.stringify(links.map(({ after }) => after))]);
      const ids = links.map(({ after }) => after.id);
      await this.outbox.add(tx, ...(await linkChanges(tx, actor, ids, now)));
    }
    const deeds = [...[...plan.contacts.values()].map(contactDeed), ...links.map(linkDeed)];
    if (deeds.length > 0) await this.audit.add(tx, { ...actor, shopId }, ...deeds);
  }

  private async writeContacts(
    tx: Tx,
    { actor, shopId, now, invite }: ImportContext,
    contacts: ContactPlan['contacts'],
  ): Promise<void> {
    const all = [...contacts].map(([normalizedEmail, change]) => ({ ...change, normalizedEmail }));
    const made = all.filter(({ before }) => !before).map(rowOf);
    const changed = all.filter(({ before }) => before).map(rowOf);
    const written = [
      ...(made.length > 0 ? await insertContacts.rows(tx, [shopId, JSON.stringify(made), now]) : []),
      ...(changed.length > 0 ? await updateContacts.rows(tx, [shopId, JSON.stringify(changed)]) : []),
    ];
    await this.outbox.add(tx, ...written.map((contact) => contactChange({ ...contact, shopId }, actor, now)));
    const invited = invite ? made.filter((one) => !('passwordHash' in one)) : [];
    const owners = invited.map(({ id }) => ({ contactId: id }));
    await this.invitations.requestAll(tx, 'invitation', owners, actor);
  }
}

const rowOf = ({ after, normalizedEmail }: Change<KnownContact> & { readonly normalizedEmail: string }) => ({
  ...formOf(after),
  id: after.id,
  normalizedEmail,
});

const contactDeed = ({
  before,
  after: { id, version: _version, ...fields },
}: Change<KnownContact>): Deed => ({
  operation: 'imports.contacts',
  resource: { type: 'contacts', id },
  ...(before ? changesOf<object>(formOf(before), formOf(fields)) : { after: formOf(fields) }),
});

const linkDeed = ({ before, after: { version: _version, ...after } }: Change<KnownLink>): Deed => ({
  operation: 'imports.contacts',
  resource: { type: 'contacts', id: after.contactId },
  customerId: after.customerId,
  ...(before ? changesOf<object>(before, after) : { after }),
});
