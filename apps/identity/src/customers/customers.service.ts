import { Clock } from '@clientele/config';
import { actorOf, customerChanged, type DomainEvent, type Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';
import { FormsService } from '../forms/forms.service';
import { mergeOwnValues } from '../forms/own-values';
import { PasswordsService } from '../passwords/passwords.service';
import { Customer } from './customer.entity';
import type { CreateCustomerBody, EditCustomerBody } from './customers.bodies';
import { readCustomer } from './customers.queries';
import type { CustomerView } from './customers.views';
import { explain, insertCustomer, registrationOf } from './insert-customer';
import { lockCustomer } from './lock-customer';

/** Makes and changes customers on behalf of employees. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly passwords: PasswordsService,
    private readonly forms: FormsService,
  ) {}

  async create(
    once: Once,
    caller: Principal,
    { password, groupIds, defaultGroupId, registeredAt, lastVisitAt, ...body }: CreateCustomerBody,
  ): Promise<RawJson<CustomerView>> {
    const { shopId } = caller;
    const customer = {
      ...body,
      shopId,
      person: body,
      passwordHash: password ? await this.passwords.hashNew(password, body) : null,
      registeredAt: dateOf(registeredAt),
      lastVisitAt: dateOf(lastVisitAt),
      now: this.clock.now(),
    };
    return once(async (tx) => {
      await this.forms.check(tx, 'customer', { shopId }, { ...body, password });
      const made = await insertCustomer(tx, customer);
      const groups = { groupIds, defaultGroupId };
      await this.outbox.add(tx, registrationOf(customer, made, actorOf(caller), groups));
      return readCustomer(tx, shopId, made.id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    fields: EditCustomerBody,
  ): Promise<RawJson<CustomerView>> {
    return this.db.transaction(async (tx) => {
      const customer = await lockCustomer(tx, caller.shopId, id);
      requireVersion(customer.version, version);
      await this.forms.check(tx, 'customer', { shopId: caller.shopId, customerIds: [id] }, fields, 'change');
      const email = fields.email ?? customer.email;
      const changes = {
        ...fields,
        custom: mergeOwnValues(customer.custom, fields.custom),
        normalizedEmail: normalizeEmail(email),
        version: version + 1,
        updatedAt: this.clock.now(),
      };

      await tx.update(Customer, id, changes).catch(explain);
      await this.outbox.add(tx, changeOf({ ...customer, ...changes }, caller));
      return readCustomer(tx, caller.shopId, id);
    });
  }
}

const dateOf = (text: string | undefined): Date | undefined => (text ? new Date(text) : undefined);

const changeOf = (customer: Omit<Customer, 'normalizedEmail'>, caller: Principal): DomainEvent =>
  customerChanged.create(
    {
      aggregate: { id: customer.id, version: customer.version },
      shopId: customer.shopId,
      actor: actorOf(caller),
      occurredAt: customer.updatedAt,
    },
    {
      customerId: customer.id,
      number: customer.number,
      kind: customer.kind,
      isGuest: customer.isGuest,
      firstName: customer.firstName,
      lastName: customer.lastName,
      email: customer.email,
      enabled: customer.enabled,
    },
  );
