import { Clock } from '@clientele/config';
import {
  type DomainEvent,
  newId,
  type PasswordResetRequest,
  passwordResetRequested,
  type Place,
  systemActor,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { AccountOwner } from '../account-mails/account-mails.service';
import { normalizeEmail } from '../emails/email';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';

// Locks the account, so that two requests for it are counted one after the other.
const contactByEmail = statement<{ contactId: string }>(
  'password-resets-contact',
  `SELECT id AS "contactId" FROM contacts
   WHERE shop_id = $1 AND normalized_email = $2 AND claims_email AND enabled FOR NO KEY UPDATE`,
);
const employeeByEmail = statement<{ employeeId: string }>(
  'password-resets-employee',
  `SELECT id AS "employeeId" FROM employees
   WHERE shop_id = $1 AND normalized_email = $2 AND enabled FOR NO KEY UPDATE`,
);

/** Takes requests for new passwords, and answers them by mail. */
@Injectable()
export class PasswordResetRequests {
  constructor(
    private readonly outbox: Outbox,
    private readonly links: OneTimeLinks,
    private readonly clock: Clock,
  ) {}

  /** Takes a request: the same work for any address. Employees work for all shops that share customers, and so at none of them. */
  take(once: Once, { shopId, atShopId }: Place, request: PasswordResetRequest): Promise<void> {
    const circumstances = {
      aggregate: { id: newId(), version: 1 },
      shopId,
      actor: systemActor('password-reset'),
      occurredAt: this.clock.now(),
    };
    const isAtShop = atShopId !== null && request.account === 'contact';
    const asked = isAtShop ? { ...request, atShopId } : request;
    return once((tx) => this.outbox.add(tx, passwordResetRequested.create(circumstances, asked)));
  }

  /** Has the link mailed, if there is such an account. */
  @Consume({ event: passwordResetRequested, durable: 'identity-password-resets' })
  async answer({ shopId, data, actor }: DomainEvent<PasswordResetRequest>, tx: Tx): Promise<void> {
    const owner = await ownerOf(tx, shopId, data);
    if (!owner) return;
    const { atShopId } = data;
    await this.links.requestIfFew(tx, { ...owner, purpose: 'password-reset', atShopId }, actor);
  }
}

async function ownerOf(
  tx: Tx,
  shopId: string,
  { account, email }: PasswordResetRequest,
): Promise<AccountOwner | undefined> {
  const byEmail = account === 'contact' ? contactByEmail : employeeByEmail;
  return byEmail.first(tx, [shopId, normalizeEmail(email)]);
}
