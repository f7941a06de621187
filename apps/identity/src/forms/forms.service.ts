import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { ValidationFailed } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { readCustomerSettings } from '../customer-settings/customer-settings.queries';
import { Customer } from '../customers/customer.entity';
import { CustomerNotFound } from '../customers/customers.problems';
import { askedFields } from './delivered-forms';
import { effectiveFields, formFaults, type FormName } from '@clientele/forms';
import { formSchema } from './form-schema.domain';
import { type FormOwner, rulesFor } from './forms.queries';

/** Tells what a form asks for, and holds what comes in to it. */
@Injectable()
export class FormsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The form as JSON Schema for whoever asks, or for a customer that an employee asks about. */
  async schema(
    caller: Principal,
    form: FormName,
    customerId: string | undefined,
    languages: readonly string[],
  ): Promise<Record<string, unknown>> {
    const owner = await this.ownerOf(caller, customerId);
    const rules = await rulesFor(this.db, form, owner, this.clock.now());
    const { b2b } = await readCustomerSettings(this.db, caller.shopId);
    return formSchema(askedFields(form, b2b), effectiveFields(rules), languages);
  }

  /** Refuses a body that is not as the form asks; of a change, only what it changes. */
  async check(
    tx: Tx,
    form: FormName,
    owner: FormOwner,
    body: object,
    kind: 'whole' | 'change' = 'whole',
  ): Promise<void> {
    const rules = await rulesFor(tx, form, owner, this.clock.now());
    const errors = formFaults(effectiveFields(rules), { ...body }, kind);
    if (errors.length > 0) throw new ValidationFailed({ errors });
  }

  private async ownerOf(caller: Principal, customerId: string | undefined): Promise<FormOwner> {
    const { shopId } = caller;
    if (caller.kind === 'contact') {
      if (customerId !== undefined && customerId !== caller.customerId) throw new CustomerNotFound();
      return { shopId, customerIds: caller.customerId === null ? [] : [caller.customerId] };
    }
    if (customerId === undefined) return { shopId };
    const mayAsk = caller.kind !== 'visitor';
    if (!mayAsk || !(await this.db.manager.existsBy(Customer, { id: customerId, shopId })))
      throw new CustomerNotFound();
    return { shopId, customerIds: [customerId] };
  }
}
