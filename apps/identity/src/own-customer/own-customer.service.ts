import { CustomerNotChosen } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { CustomerNotFound } from '../customers/customers.problems';
import { CustomersService } from '../customers/customers.service';
import { instant } from '../instants';
import type { EditOwnCustomerBody } from './own-customer.bodies';
import type { OwnCustomerView } from './own-customer.views';

const byId = statement<{ view: string; version: number }>(
  'own-customer',
  `SELECT json_build_object(
            'id', c.id, 'number', c.number::text, 'kind', c.kind, 'titleId', c.title_id, 'firstName', c.first_name,
            'lastName', c.last_name, 'email', c.email, 'phone', c.phone, 'birthday', c.birthday,
            'language', c.language, 'company', c.company, 'registrationNumber', c.registration_number,
            'activityCode', c.activity_code, 'vatNumber', c.vat_number, 'website', c.website, 'newsletter', c.newsletter,
            'partnerOffers', c.partner_offers, 'registeredAt', ${instant('c.registered_at')},
            'version', c.version)::text AS view, c.version
   FROM customers c WHERE c.id = $2 AND c.shop_id = $1`,
);

/** The customer that a contact acts for. */
@Injectable()
export class OwnCustomerService {
  constructor(
    private readonly db: Database,
    private readonly customers: CustomersService,
  ) {}

  async get(caller: Principal): Promise<RawJson<OwnCustomerView>> {
    const row = await byId.first(this.db, [caller.shopId, customerOf(caller)]);
    if (!row) throw new CustomerNotFound();
    return new RawJson(row.view, row.version);
  }

  async edit(
    caller: Principal,
    version: number,
    fields: EditOwnCustomerBody,
  ): Promise<RawJson<OwnCustomerView>> {
    await this.customers.edit(caller, customerOf(caller), version, fields);
    return this.get(caller);
  }
}

function customerOf(caller: Principal): string {
  if (caller.kind !== 'contact' || caller.customerId === null) throw new CustomerNotChosen();
  return caller.customerId;
}
