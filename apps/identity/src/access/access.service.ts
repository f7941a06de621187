import { principalOf, refusalOf } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { ContactNotFound } from '../contacts/contacts.problems';
import { Customer } from '../customers/customer.entity';
import { CustomerNotFound } from '../customers/customers.problems';
import { LimitStates } from '../purchase-limits/limit-states.service';
import { AccountsQueries } from '../sessions/accounts.queries';
import { claimsOf } from '../sessions/holder.domain';
import type { ExplainAccessQuery } from './access.bodies';
import { reasonsOf } from './access.domain';
import type { AccessExplanationView } from './access.views';

/** Explains what contacts may do: asks the guard's own rule about the token that identity would issue. */
@Injectable()
export class AccessService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsQueries,
    private readonly limits: LimitStates,
  ) {}

  async explain(
    { shopId }: Principal,
    { contactId, customerId, operation }: ExplainAccessQuery,
  ): Promise<AccessExplanationView> {
    const account = await this.accounts.contactById(contactId);
    if (account?.shopId !== shopId) throw new ContactNotFound();
    if (!(await this.db.manager.existsBy(Customer, { id: customerId, shopId }))) throw new CustomerNotFound();

    const link = account.customers.find(({ id }) => id === customerId);
    const holder = principalOf(claimsOf({ ...account, actingFor: link ?? null }, { id: '', atShopId: null }));
    const refused = refusalOf(holder, { contact: operation }) !== undefined;
    const reasons = reasonsOf({ contactEnabled: account.enabled, link, refused });
    return {
      allowed: reasons.length === 0,
      reasons,
      profile: link?.profile ?? null,
      missing: link && refused ? [operation] : [],
      limit: await this.limits.of(link?.linkId ?? null),
    };
  }
}
