import { Audit } from '@clientele/audit';
import { actorOf, NotFound, type ContactPrincipal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { AccountMails } from '../account-mails/account-mails.service';
import { Contact } from '../contacts/contact.entity';
import { ContactsService } from '../contacts/contacts.service';
import { PasswordsService } from '../passwords/passwords.service';
import { endSessionsOf } from '../sessions/end-sessions';
import type { EditOwnAccountBody } from './own-account.bodies';
import { OldPasswordNotRight } from './own-account.problems';

/** A password that is being changed, as hashes. */
interface PasswordChange {
  readonly from: string | null;
  readonly to: string;
}

/** Lets contacts change what is theirs. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly db: Database,
    private readonly contacts: ContactsService,
    private readonly passwords: PasswordsService,
    private readonly mails: AccountMails,
    private readonly audit: Audit,
  ) {}

  async edit(
    caller: ContactPrincipal,
    version: number,
    { password, oldPassword, ...fields }: EditOwnAccountBody,
  ): Promise<void> {
    const change =
      password === undefined ? undefined : await this.passwordChange(caller, oldPassword ?? '', password);
    await this.db.transaction(async (tx) => {
      const contact = await this.contacts.change(tx, caller, caller.id, version, fields);
      if (change) await this.setPassword(tx, caller, contact, change);
    });
  }

  private async passwordChange(
    { id }: ContactPrincipal,
    oldPassword: string,
    password: string,
  ): Promise<PasswordChange> {
    const contact = await this.db.manager.findOneBy(Contact, { id });
    if (!contact) throw new NotFound();
    const matches = await this.passwords.verify(contact.passwordHash, oldPassword);
    if (!matches) throw new OldPasswordNotRight();
    return { from: contact.passwordHash, to: await this.passwords.hashNew(password, contact) };
  }

  /** Whoever else is logged in is out, and the owner is told. */
  private async setPassword(
    tx: Tx,
    caller: ContactPrincipal,
    contact: Contact,
    { from, to }: PasswordChange,
  ): Promise<void> {
    // Somebody has set another one meanwhile, by a link in a mail.
    if (contact.passwordHash !== from) throw new OldPasswordNotRight();
    await tx.update(Contact, caller.id, { passwordHash: to });
    await endSessionsOf(tx, { contactId: caller.id }, caller.sessionId);
    await this.mails.request(
      tx,
      { contactId: caller.id },
      { template: 'password-changed' },
      actorOf(caller),
      caller.atShopId,
    );
    await this.audit.add(tx, caller, {
      ...{ operation: 'ownAccount.changePassword', resource: { type: 'contacts', id: caller.id } },
      ...{ before: { password: 'old' }, after: { password: 'new' } },
    });
  }
}
