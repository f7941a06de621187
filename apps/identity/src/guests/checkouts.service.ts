import { Audit, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Origin, type Place } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { registrationOf } from '../customers/insert-customer';
import type { PersonBody } from '../customers/person.bodies';
import { requireCompanyData } from '../customers/require-company-data';
import { emailKeyOf } from '../emails/email-key';
import { FormsService } from '../forms/forms.service';
import type { RegisteredCustomerView } from '../registrations/registrations.views';
import { VisitorsService } from '../sessions/visitors.service';
import { insertGuest } from './guests.queries';
import type { GuestView } from './guests.views';

/** Long enough to pay somewhere else. */
const FOUR_HOURS = 4 * 60 * 60;

/** Lets visitors check out without an account. */
@Injectable()
export class CheckoutsService {
  constructor(
    private readonly visitors: VisitorsService,
    private readonly forms: FormsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Makes a guest of a visitor. Nothing is looked up by the e-mail address, so nothing is told of it. */
  async begin(once: Once, origin: Origin, place: Place, person: PersonBody): Promise<GuestView> {
    // The token is no part of the answer that is remembered: nothing that lets anybody in is kept.
    const { customer, visitorId } = await once((tx) => this.add(tx, origin, place, person));
    const guest = { customerId: customer.id, emailKey: emailKeyOf(place.shopId, person.email) };
    const visitor = await this.visitors.welcomeTo({ ...place, guest }, FOUR_HOURS, visitorId);
    return { customer, visitor };
  }

  private async add(
    tx: Tx,
    origin: Origin,
    { shopId, atShopId }: Place,
    person: PersonBody,
  ): Promise<{ readonly customer: RegisteredCustomerView; readonly visitorId: string }> {
    await requireCompanyData(tx, shopId, person);
    await this.forms.check(tx, 'registration', { shopId }, person);
    const visitorId = newId();
    const actor = { kind: 'visitor', id: visitorId } as const;
    const guest = {
      ...{ shopId, registeredShopId: atShopId, person, actor, now: this.clock.now() },
      ...{ source: 'storefront' as const, passwordHash: null },
      kind: person.company ? ('company' as const) : ('individual' as const),
    };
    const customer = await insertGuest(tx, guest);
    await this.outbox.add(tx, ...registrationOf(guest, customer, actor));
    await this.audit.add(tx, { ...actor, shopId, origin }, deedOf(customer.id, person));
    return { customer, visitorId };
  }
}

const deedOf = (id: string, person: PersonBody): Deed => ({
  operation: 'checkouts.begin',
  ...{ resource: { type: 'customers', id }, customerId: id, after: person },
});
