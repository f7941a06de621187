import type { Actor } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { AccountMails, type AccountOwner, ownerId } from '../account-mails/account-mails.service';
import { EmailVerifications } from '../email-verifications/email-verifications.service';
import { PASSWORD_PURPOSES } from '../one-time-links/one-time-link.domain';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { endSessionsOf } from '../sessions/end-sessions';

const setContacts = statement(
  'contacts-set-password',
  'UPDATE contacts SET password_hash = $2 WHERE id = $1',
);
const setEmployees = statement(
  'employees-set-password',
  'UPDATE employees SET password_hash = $2 WHERE id = $1',
);

/** Gives accounts new passwords, with all that follows from it. */
@Injectable()
export class AccountPasswords {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly mails: AccountMails,
    private readonly verifications: EmailVerifications,
  ) {}

  /**
   * Sets the password of who came by a link from its mailbox. Whoever was logged in is out, other links for a password
   * are void, and the owner is told.
   */
  async set(tx: Tx, owner: AccountOwner, passwordHash: string, atShopId: string | null): Promise<void> {
    const actor = actorOf(owner);
    await ('contactId' in owner ? setContacts : setEmployees).rows(tx, [ownerId(owner), passwordHash]);
    await endSessionsOf(tx, owner);
    await this.links.revoke(tx, owner, PASSWORD_PURPOSES);
    if ('contactId' in owner) await this.verifications.confirm(tx, owner.contactId, actor);
    await this.mails.request(tx, owner, { template: 'password-changed' }, actor, atShopId);
  }
}

const actorOf = (owner: AccountOwner): Actor => ({
  kind: 'contactId' in owner ? 'contact' : 'employee',
  id: ownerId(owner),
});
