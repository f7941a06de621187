import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { insertCustomer, registrationOf } from '../customers/insert-customer';
import { PasswordsService } from '../passwords/passwords.service';
import type { RegisterBody } from './registrations.bodies';
import type { RegistrationView } from './registrations.views';

/** Makes customers of visitors. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async register(once: Once, { password, ...person }: RegisterBody): Promise<RegistrationView> {
    const customer = {
      shopId: DEFAULT_SHOP_ID,
      person,
      kind: person.company ? ('company' as const) : ('individual' as const),
      passwordHash: await this.passwords.hash(password),
      now: this.clock.now(),
    };
    return once(async (tx) => {
      const made = await insertCustomer(tx, customer);
      await this.outbox.add(tx, registrationOf(customer, made, { kind: 'contact', id: made.contactId }));
      return { customer: { id: made.id, number: made.number }, contact: { id: made.contactId } };
    });
  }
}
