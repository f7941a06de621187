import type { Origin, Principal } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { AccountsQueries, type ContactAccount } from './accounts.queries';
import { type ActingFor, choicesOf, obviousChoice } from './acting.domain';
import { Credentials } from './credentials.service';
import { RefreshService } from './refresh.service';
import type { LoginBody } from './sessions.bodies';
import { CustomerNotAvailable, RefreshTokenNotValid } from './sessions.problems';
import { SessionsService } from './sessions.service';
import type { ActingCustomerView, LoginView, TokensView } from './sessions.views';

/** Lets people in, and tells nobody whether an account exists. */
@Injectable()
export class LoginsService {
  constructor(
    private readonly credentials: Credentials,
    private readonly accounts: AccountsQueries,
    private readonly sessions: SessionsService,
    private readonly refreshing: RefreshService,
  ) {}

  async login(body: LoginBody, origin: Origin): Promise<LoginView> {
    const account = await this.credentials.contact(body, origin);
    const actingFor = obviousChoice(account);
    return toView(account, actingFor, await this.sessions.open({ ...account, actingFor }, origin));
  }

  async loginEmployee(body: LoginBody, origin: Origin): Promise<TokensView> {
    return this.sessions.open(await this.credentials.employee(body, origin), origin);
  }

  /** Tokens of the same session, acting for another customer. */
  async choose(caller: Principal, customerId: string): Promise<LoginView> {
    const account = await this.accounts.contactById(caller.id);
    const actingFor = account && choicesOf(account).find(({ id }) => id === customerId);
    if (caller.kind !== 'contact' || !actingFor || !account.enabled) throw new CustomerNotAvailable();

    const tokens = await this.sessions.join({ ...account, actingFor }, caller.sessionId);
    return toView(account, actingFor, tokens);
  }

  async refresh(refreshToken: string): Promise<TokensView> {
    const refreshed = await this.refreshing.use(refreshToken);
    if (!refreshed) throw new RefreshTokenNotValid();
    return this.sessions.tokens(refreshed.holder, refreshed.sessionId, refreshed.successor);
  }

  logout(refreshToken: string): Promise<void> {
    return this.refreshing.end(refreshToken);
  }
}

const toView = (account: ContactAccount, actingFor: ActingFor | null, tokens: TokensView): LoginView => ({
  ...tokens,
  customer: actingFor && customerView(actingFor),
  customers: choicesOf(account).map(customerView),
});

/** What a contact is shown of a customer it acts for. */
export const customerView = ({
  id,
  number,
  firstName,
  lastName,
  company,
  profile,
}: ActingFor): ActingCustomerView => ({ id, number, firstName, lastName, company, profile });
