import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import {
  actorOf,
  type Circumstances,
  customerClosed,
  customerRestored,
  type Principal,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once, RawJson } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Contact } from '../contacts/contact.entity';
import { contactChange } from '../contacts/insert-contact';
import { changeOf } from '../customers/customer-change';
import { Customer } from '../customers/customer.entity';
import { readCustomer } from '../customers/customers.queries';
import type { CustomerView } from '../customers/customers.views';
import { explain } from '../customers/insert-customer';
import { lockCustomer } from '../customers/lock-customer';
import { type Closure, stateAfter, type StateByClosure } from './closure.domain';
import { forgetValues } from '../merges/merge-rows.queries';
import { claimEmails, forNobodyElse, lockContacts, lockParts } from './closing.queries';
import { CustomerErased, CustomerIsMerged } from './closures.problems';
import { eraseBelongings, eraseContacts, eraseCustomer } from './erasure.queries';

/** Closes customers, and opens them again. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  close(once: Once, caller: Principal, id: string, closure: Closure): Promise<RawJson<CustomerView>> {
    return once(async (tx) => {
      const customer = await lockCustomer(tx, caller.shopId, id);
      const state = stateAfter(customer.state, closure);
      if (state === undefined)
        throw customer.state === 'merged' ? new CustomerIsMerged() : new CustomerErased();
      const now = this.clock.now();
      if (state !== customer.state) await this.become(tx, caller, customer, state, now);
      await this.audit.add(tx, caller, {
        ...{ operation: `closures.${closure}`, resource: { type: 'customers', id }, customerId: id },
        ...{ before: { state: customer.state }, after: { state } },
      });
      return readCustomer(tx, caller.shopId, id, now);
    });
  }

  private async become(
    tx: Tx,
    caller: Principal,
    { id, shopId, version }: Customer,
    state: StateByClosure,
    now: Date,
  ): Promise<void> {
    const contactIds = (await lockContacts.rows(tx, [id])).map((contact) => contact.id);
    const closedAt = state === 'open' ? null : now;
    const actor = actorOf(caller);
    await tx.update(Customer, id, { state, closedAt, updatedAt: now, version: version + 1 }).catch(explain);
    await claimEmails.rows(tx, [contactIds]).catch(explain);
    const parts = state === 'erased' ? await this.eraseParts(tx, id, now) : [];
    const erased = state === 'erased' ? await this.erase(tx, id, contactIds) : [];

    const circumstances = { aggregate: { id, version: version + 1 }, shopId, actor, occurredAt: now };
    await this.outbox.add(
      tx,
      changeOf(await tx.findOneByOrFail(Customer, { id }), actor),
      ...erased.map((contact) => contactChange(contact, actor, now)),
      closureOf(id, state, erased, circumstances),
      ...parts.flatMap((part) => [
        changeOf(part, actor),
        closureOf(part.id, 'erased', [], {
          ...circumstances,
          aggregate: { id: part.id, version: part.version },
        }),
      ]),
    );
  }

  /** What is part of an erased customer is erased with it, so that no undoing brings it back. */
  private async eraseParts(tx: Tx, customerId: string, now: Date): Promise<Customer[]> {
    const ids = (await lockParts.rows(tx, [customerId])).map(({ id }) => id);
    await forgetValues.rows(tx, [[customerId, ...ids]]);
    for (const id of ids) {
      const version = () => 'version + 1';
      await tx.update(Customer, id, { state: 'erased', closedAt: now, updatedAt: now, version });
      await eraseCustomer.rows(tx, [id]);
      await eraseBelongings.rows(tx, [id]);
    }
    return Promise.all(ids.map((id) => tx.findOneByOrFail(Customer, { id })));
  }

  private async erase(tx: Tx, id: string, contactIds: readonly string[]): Promise<Contact[]> {
    await eraseCustomer.rows(tx, [id]);
    await eraseBelongings.rows(tx, [id]);
    const gone = (await forNobodyElse.rows(tx, [contactIds])).map((contact) => contact.id);
    await eraseContacts.rows(tx, [gone]);
    return Promise.all(gone.map((contactId) => tx.findOneByOrFail(Contact, { id: contactId })));
  }
}

const closureOf = (
  customerId: string,
  state: StateByClosure,
  erased: readonly Contact[],
  circumstances: Circumstances,
) =>
  state === 'open'
    ? customerRestored.create(circumstances, { customerId })
    : customerClosed.create(circumstances, {
        ...{ customerId, state },
        ...(erased.length > 0 && { contactIds: erased.map((contact) => contact.id) }),
      });
