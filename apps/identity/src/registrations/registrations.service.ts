import { Audit, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Origin, Place } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { requireCompanyData } from '../customers/require-company-data';
import { insertCustomer, registrationOf } from '../customers/insert-customer';
import type { PersonBody } from '../customers/person.bodies';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { FormsService } from '../forms/forms.service';
import { PasswordsService } from '../passwords/passwords.service';
import type { RegisterBody } from './registrations.bodies';
import type { RegistrationView } from './registrations.views';

/** Makes customers of visitors. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly outbox: Outbox,
    private readonly links: OneTimeLinks,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly forms: FormsService,
  ) {}

  async register(
    once: Once,
    origin: Origin,
    { shopId, atShopId }: Place,
    body: RegisterBody,
  ): Promise<RegistrationView> {
    const { password, ...person } = body;
    const customer = {
      shopId,
      registeredShopId: atShopId,
      person,
      kind: person.company ? ('company' as const) : ('individual' as const),
      source: 'registration' as const,
      passwordHash: await this.passwords.hashNew(password, person),
      now: this.clock.now(),
    };
    return once(async (tx) => {
      await requireCompanyData(tx, shopId, person);
      await this.forms.check(tx, 'registration', { shopId }, body);
      const made = await insertCustomer(tx, customer);
      const contact = { kind: 'contact', id: made.contactId } as const;
      await this.outbox.add(tx, ...registrationOf(customer, made, contact));
      await this.audit.add(tx, { ...contact, shopId, origin }, deedOf(made.id, person));
      await this.links.request(
        tx,
        { contactId: made.contactId, purpose: 'email-verification', atShopId },
        contact,
      );
      return { customer: { id: made.id, number: made.number }, contact: { id: made.contactId } };
    });
  }
}

const deedOf = (id: string, person: PersonBody): Deed => ({
  operation: 'registrations.register',
  ...{ resource: { type: 'customers', id }, customerId: id, after: person },
});
