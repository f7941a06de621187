import { DEFAULT_SHOP_ID, type Principal } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';
import { PasswordsService } from '../passwords/passwords.service';
import { AccountsQueries, type ContactAccount } from './accounts.queries';
import { type ActingFor, choicesOf, mayLogIn, obviousChoice } from './acting.domain';
import { RefreshService } from './refresh.service';
import type { LoginBody } from './sessions.bodies';
import { CredentialsNotValid, CustomerNotAvailable, RefreshTokenNotValid } from './sessions.problems';
import { SessionsService } from './sessions.service';
import type { ActingCustomerView, LoginView, TokensView } from './sessions.views';

/** Lets people in, and tells nobody whether an account exists. */
@Injectable()
export class LoginsService {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly refreshing: RefreshService,
  ) {}

  async login({ email, password }: LoginBody): Promise<LoginView> {
    const normalized = normalizeEmail(email);
    const account = normalized ? await this.accounts.contactByEmail(DEFAULT_SHOP_ID, normalized) : undefined;
    const matches = await this.passwords.verify(account?.passwordHash, password);
    if (!account || !matches || !mayLogIn(account)) throw new CredentialsNotValid();

    const actingFor = obviousChoice(account);
    return toView(account, actingFor, await this.sessions.open({ ...account, actingFor }));
  }

  async loginEmployee({ email, password }: LoginBody): Promise<TokensView> {
    const normalized = normalizeEmail(email);
    const account = normalized ? await this.accounts.employeeByEmail(DEFAULT_SHOP_ID, normalized) : undefined;
    const matches = await this.passwords.verify(account?.passwordHash, password);
    if (!account || !matches || !account.enabled) throw new CredentialsNotValid();

    return this.sessions.open(account);
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
