import { CustomerNotChosen } from '@clientele/auth';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { effectiveFields, shownValues } from '@clientele/forms';
import { Injectable } from '@nestjs/common';
import { CustomerNotFound } from '../customers/customers.problems';
import { CustomersService } from '../customers/customers.service';
import { rulesFor } from '../forms/forms.queries';
import { instant } from '../instants';
import type { EditOwnCustomerBody } from './own-customer.bodies';
import type { OwnCustomerView } from './own-customer.views';

const byId = statement<OwnCustomerView & Record<string, unknown>>(
  'own-customer',
  `SELECT c.id, c.number::text, c.kind, c.title_id AS "titleId", c.first_name AS "firstName", c.last_name AS "lastName",
          c.email, c.phone, c.birthday::text, c.language, c.company, c.registration_number AS "registrationNumber",
          c.activity_code AS "activityCode", c.vat_number AS "vatNumber", c.website, c.custom, c.newsletter,
          c.partner_offers AS "partnerOffers", ${instant('c.registered_at')} AS "registeredAt", c.version
   FROM customers c WHERE c.id = $2 AND c.shop_id = $1`,
);

/** The customer that a contact acts for. */
@Injectable()
export class OwnCustomerService {
  constructor(
    private readonly db: Database,
    private readonly customers: CustomersService,
    private readonly clock: Clock,
  ) {}

  async get(caller: Principal): Promise<OwnCustomerView> {
    const [{ shopId }, id] = [caller, customerOf(caller)];
    // Asked together, as neither waits for the other.
    const [customer, rules] = await Promise.all([
      byId.first(this.db, [shopId, id]),
      rulesFor(this.db, 'customer', { shopId, customerIds: [id] }, this.clock.now()),
    ]);
    if (!customer) throw new CustomerNotFound();
    return { ...customer, custom: shownValues(effectiveFields(rules), customer.custom) };
  }

  async edit(caller: Principal, version: number, fields: EditOwnCustomerBody): Promise<OwnCustomerView> {
    await this.customers.edit(caller, customerOf(caller), version, fields);
    return this.get(caller);
  }
}

function customerOf(caller: Principal): string {
  if (caller.kind !== 'contact' || caller.customerId === null) throw new CustomerNotChosen();
  return caller.customerId;
}
