import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { seenAmong } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { consentChanges, newsletterStamp, sourceOf } from '../consents/consent.domain';
import { recordConsents } from '../consents/consents.queries';
import { given, outcomeOf } from './customer-batch.domain';
import type { BulkEditCustomersBody } from './customer-batches.bodies';
import type { CustomerOutcomesView } from './customer-batches.views';
import { changeOf, deedOf } from './customer-change';
import { Customer } from './customer.entity';

/** Changes many customers at once. */
@Injectable()
export class CustomerBatches {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Switches customers, their newsletters or their partner offers on or off. */
  edit(
    once: Once,
    caller: Principal,
    { ids, ...switches }: BulkEditCustomersBody,
  ): Promise<CustomerOutcomesView> {
    return once(async (tx) => {
      const customers = await lockCustomers(tx, caller.shopId, await seenAmong(tx, caller, ids));
      const outcomes = ids.map((id) => ({ id, outcome: outcomeOf(customers.get(id), switches) }));
      const changed = outcomes.flatMap(({ id, outcome }) => (outcome === 'changed' ? [id] : []));

      await this.change(tx, caller, changed.map((id) => customers.get(id)).filter(isThere), given(switches));
      return { items: outcomes };
    });
  }

  private async change(
    tx: Tx,
    caller: Principal,
    customers: readonly Customer[],
    switches: Partial<Customer>,
  ): Promise<void> {
    const [now, source, actor] = [this.clock.now(), sourceOf(caller), actorOf(caller)];
    for (const customer of customers) {
      const stamp = newsletterStamp(consentChanges(customer, switches), source, now);
      const changes = { ...switches, ...stamp, version: customer.version + 1, updatedAt: now };
      await tx.update(Customer, customer.id, changes);
      await this.outbox.add(tx, changeOf({ ...customer, ...changes }, actor));
    }
    const consents = customers.flatMap((customer) =>
      consentChanges(customer, switches).map((change) => ({ ...change, customerId: customer.id })),
    );
    await recordConsents(tx, consents, { source, actor, now });
    const deeds = customers.map((customer) => deedOf('customerBatches.edit', customer, switches));
    await this.audit.add(tx, caller, ...deeds);
  }
}

// In one order, so that two batches with the same customers wait for each other instead of for ever.
async function lockCustomers(
  tx: Tx,
  shopId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Customer>> {
  const found = await tx.find(Customer, {
    where: { shopId, id: In([...ids]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return new Map(found.map((customer) => [customer.id, customer]));
}

const isThere = (customer: Customer | undefined): customer is Customer => customer !== undefined;
