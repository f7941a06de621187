import { actorOf, type Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { ContactNotFound } from '../contacts/contacts.problems';
import { endSessionsOf } from '../sessions/end-sessions';
import { TwoFactorSetup } from './two-factor-setup.service';

const lockContact = statement<{ contactId: string }>(
  'contacts-lock-for-two-factor',
  'SELECT id AS "contactId" FROM contacts WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE',
);

/** Helps those who have lost their app. */
@Injectable()
export class TwoFactorResets {
  constructor(
    private readonly db: Database,
    private readonly setup: TwoFactorSetup,
  ) {}

  reset(caller: Principal, contactId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const contact = await lockContact.first(tx, [caller.shopId, contactId]);
      if (!contact) throw new ContactNotFound();
      await this.setup.remove(tx, contact, actorOf(caller));
      await endSessionsOf(tx, contact);
    });
  }
}
