import type { Origin, Place, Principal } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { ownerId } from '../account-mails/account-mails.service';
import { LoginChallenges } from '../two-factor/login-challenges.service';
import type { AnswerChallengeBody } from '../two-factor/two-factor.bodies';
import type { EnrolmentView } from '../two-factor/two-factor.views';
import { AccountsQueries, type ContactAccount } from './accounts.queries';
import { type ActingFor, choicesOf, mayLogIn, obviousChoice } from './acting.domain';
import { Credentials } from './credentials.service';
import type { LoginBody } from './sessions.bodies';
import { CredentialsNotValid, CustomerNotAvailable } from './sessions.problems';
import { SessionsService } from './sessions.service';
import type {
  ActingCustomerView,
  EmployeeSecondStepView,
  LoginView,
  SecondStepView,
  TokensView,
} from './sessions.views';

/** Lets people in, and tells nobody whether an account exists. */
@Injectable()
export class LoginsService {
  constructor(
    private readonly credentials: Credentials,
    private readonly challenges: LoginChallenges,
    private readonly accounts: AccountsQueries,
    private readonly sessions: SessionsService,
  ) {}

  async login(body: LoginBody, origin: Origin, place: Place): Promise<LoginView> {
    const { account, attempt } = await this.credentials.contact(body, origin, place);
    await this.challenges.pass(attempt, { contactId: account.id }, account.passwordHash, place.atShopId);
    return this.letIn(account, origin, place.atShopId);
  }

  async loginEmployee(body: LoginBody, origin: Origin, place: Place): Promise<TokensView> {
    const { account, attempt } = await this.credentials.employee(body, origin, place);
    await this.challenges.pass(attempt, { employeeId: account.id }, account.passwordHash, null);
    return this.sessions.open(account, origin, null);
  }

  /** What an app needs, for who must set up codes in order to log in. */
  enrol(challenge: string): Promise<EnrolmentView> {
    return this.challenges.enrol(challenge);
  }

  /** The second step of a contact. */
  async complete({ challenge, code }: AnswerChallengeBody, origin: Origin): Promise<SecondStepView> {
    const answered = await this.challenges.answer('contact', challenge, code, origin);
    const { owner, atShopId, passwordHash, recoveryCodes } = answered;
    const account = await this.accounts.contactById(ownerId(owner));
    if (!account || !mayLogIn(account)) throw new CredentialsNotValid();
    return { ...(await this.letIn({ ...account, passwordHash }, origin, atShopId)), recoveryCodes };
  }

  /** The second step of an employee. */
  async completeEmployee(
    { challenge, code }: AnswerChallengeBody,
    origin: Origin,
  ): Promise<EmployeeSecondStepView> {
    const answered = await this.challenges.answer('employee', challenge, code, origin);
    const { owner, passwordHash, recoveryCodes } = answered;
    const account = await this.accounts.employeeById(ownerId(owner));
    if (!account?.enabled) throw new CredentialsNotValid();
    return { ...(await this.sessions.open({ ...account, passwordHash }, origin, null)), recoveryCodes };
  }

  /** Tokens of the same session, acting for another customer. */
  async choose(caller: Principal, customerId: string): Promise<LoginView> {
    const account = await this.accounts.contactById(caller.id);
    const actingFor = account && choicesOf(account).find(({ id }) => id === customerId);
    if (caller.kind !== 'contact' || !actingFor || !account.enabled) throw new CustomerNotAvailable();

    const { sessionId: id, atShopId = null } = caller;
    const tokens = await this.sessions.join({ ...account, actingFor }, { id, atShopId });
    return toView(account, actingFor, tokens);
  }

  private async letIn(account: ContactAccount, origin: Origin, atShopId: string | null): Promise<LoginView> {
    const actingFor = obviousChoice(account);
    const tokens = await this.sessions.open({ ...account, actingFor }, origin, atShopId);
    return toView(account, actingFor, tokens);
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
