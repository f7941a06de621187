import { type ContactPrincipal, NotFound, type Principal } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { AccountsQueries } from './accounts.queries';
import { choicesOf } from './acting.domain';
import { customerView } from './logins.service';
import type { MeView } from './me.views';

/** Tells callers who they are. */
@Injectable()
export class MeService {
  constructor(private readonly accounts: AccountsQueries) {}

  me(caller: Principal): Promise<MeView> {
    return caller.kind === 'contact' ? this.contact(caller) : this.employee(caller);
  }

  private async contact({ id, linkId }: ContactPrincipal): Promise<MeView> {
    const [account, own] = await Promise.all([this.accounts.contactById(id), this.accounts.personal(id)]);
    if (!account || !own) throw new NotFound();
    const { kind, firstName, lastName, email } = account;
    const { version, ...personal } = own;
    const choices = choicesOf(account);
    const actingFor = choices.find((choice) => choice.linkId === linkId);
    return {
      ...{ kind, id, firstName, lastName, email, personal, version },
      customer: actingFor ? customerView(actingFor) : null,
      customers: choices.map(customerView),
      permissions: [...(actingFor?.permissions ?? [])],
    };
  }

  private async employee({ id }: Principal): Promise<MeView> {
    const account = await this.accounts.employeeById(id);
    if (!account) throw new NotFound();
    const { kind, firstName, lastName, email, permissions } = account;
    return {
      ...{ kind, id, firstName, lastName, email, personal: null },
      customer: null,
      customers: [],
      permissions: [...permissions],
    };
  }
}
