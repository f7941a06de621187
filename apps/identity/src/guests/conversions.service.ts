import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, customerConverted, newId, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { changeOf } from '../customers/customer-change';
import { Customer } from '../customers/customer.entity';
import { CustomerClosed, CustomerNotFound, EmailTaken } from '../customers/customers.problems';
import { explain } from '../customers/insert-customer';
import { lockCustomer } from '../customers/lock-customer';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { CustomerNotGuest } from './guests.problems';
import { addContact, addressTaken, contactWith } from './guests.queries';

/** Makes registered customers of guests. */
@Injectable()
export class ConversionsService {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** What the guest itself is not told, whoever reads its mail is. */
  convert(once: Once, caller: Principal, id: string): Promise<void> {
    return once(async (tx) => {
      if (caller.kind === 'visitor' && caller.guest?.customerId !== id) throw new CustomerNotFound();
      const customer = await lockCustomer(tx, caller.shopId, id);
      const problem = customer.isGuest && customer.state === 'open' ? undefined : problemOf(customer);
      if (!problem && (await this.become(tx, caller, customer))) return;
      if (caller.kind !== 'visitor') throw problem ?? new EmailTaken();
      await this.remind(tx, caller, customer);
    });
  }

  /** Tells whether nobody else has the address. */
  private async become(tx: Tx, caller: Principal, customer: Customer): Promise<boolean> {
    const { id, shopId, normalizedEmail } = customer;
    const now = this.clock.now();
    const actor = actorOf(caller);
    if (await addressTaken.first(tx, [shopId, normalizedEmail])) return false;
    const contact = await addContact.first(tx, [id, newId(), newId(), now]);
    if (!contact) return false;

    const changes = { isGuest: false, version: customer.version + 1, updatedAt: now };
    await tx.update(Customer, id, changes).catch(explain);
    const circumstances = { aggregate: { id, version: changes.version }, shopId, actor, occurredAt: now };
    await this.outbox.add(
      tx,
      changeOf({ ...customer, ...changes }, actor),
      customerConverted.create(circumstances, { customerId: id, contactId: contact.id }),
    );
    await this.audit.add(tx, caller, {
      ...{ operation: 'conversions.convert', resource: { type: 'customers', id }, customerId: id },
      ...{ before: { isGuest: true }, after: { isGuest: false, contactId: contact.id } },
    });
    const atShopId = customer.registeredShopId;
    await this.links.request(tx, { contactId: contact.id, purpose: 'set-password', atShopId }, actor);
    return true;
  }

  /** Has a link mailed to the account that has the address already. */
  private async remind(tx: Tx, caller: Principal, customer: Customer): Promise<void> {
    const { shopId, registeredShopId: atShopId, normalizedEmail } = customer;
    const known = await contactWith.first(tx, [shopId, normalizedEmail]);
    if (!known) return;
    const purpose = known.hasPassword ? 'password-reset' : 'set-password';
    await this.links.requestIfFew(tx, { contactId: known.contactId, purpose, atShopId }, actorOf(caller));
  }
}

function problemOf({ isGuest, state }: Customer): CustomerNotGuest | CustomerClosed {
  return isGuest ? new CustomerClosed({ state }) : new CustomerNotGuest();
}
