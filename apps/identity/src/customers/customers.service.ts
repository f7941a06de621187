import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { consentChanges, newsletterStamp, sourceOf } from '../consents/consent.domain';
import { recordConsents } from '../consents/consents.queries';
import { normalizeEmail } from '../emails/email';
import { changeOf, deedOf } from './customer-change';
import { FormsService } from '../forms/forms.service';
import { mergeOwnValues } from '@clientele/forms';
import { Customer } from './customer.entity';
import type { EditCustomerBody } from './customers.bodies';
import { readCustomer } from './customers.queries';
import type { CustomerView } from './customers.views';
import { explain } from './insert-customer';
import { lockOpenCustomer } from './lock-customer';
import { requireCompanyData } from './require-company-data';

/** Changes customers on behalf of employees. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly forms: FormsService,
    private readonly audit: Audit,
  ) {}

  edit(
    caller: Principal,
    id: string,
    version: number,
    fields: EditCustomerBody,
  ): Promise<RawJson<CustomerView>> {
    return this.db.transaction(async (tx) => {
      const customer = await lockOpenCustomer(tx, caller.shopId, id);
      requireVersion(customer.version, version);
      await requireCompanyData(tx, caller.shopId, fields, id);
      await this.forms.check(tx, 'customer', { shopId: caller.shopId, customerIds: [id] }, fields, 'change');
      const now = this.clock.now();
      const consents = consentChanges(customer, fields).map((change) => ({ ...change, customerId: id }));
      const changes = {
        ...fields,
        custom: mergeOwnValues(customer.custom, fields.custom),
        normalizedEmail: normalizeEmail(fields.email ?? customer.email),
        ...newsletterStamp(consents, sourceOf(caller), now),
        version: version + 1,
        updatedAt: now,
      };

      await tx.update(Customer, id, changes).catch(explain);
      await recordConsents(tx, consents, { source: sourceOf(caller), actor: actorOf(caller), now });
      await this.outbox.add(tx, changeOf({ ...customer, ...changes }, actorOf(caller)));
      await this.audit.add(
        tx,
        caller,
        deedOf('customers.edit', customer, { ...fields, custom: changes.custom }),
      );
      return readCustomer(tx, caller.shopId, id, now);
    });
  }
}
