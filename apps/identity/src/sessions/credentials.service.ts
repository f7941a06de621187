import type { Origin, Place } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';
import { type Attempt, type Claim, LoginAttempts } from '../login-attempts/login-attempts.service';
import { isBcrypt } from '../passwords/password.domain';
import { PasswordsService } from '../passwords/passwords.service';
import { AccountsQueries, type ContactAccount, type EmployeeAccount } from './accounts.queries';
import { mayLogIn } from './acting.domain';
import type { LoginBody } from './sessions.bodies';
import { CredentialsNotValid } from './sessions.problems';

/** Somebody who knows the password of an account, in a try that is not over. */
export interface Proven<A> {
  readonly account: A;
  readonly attempt: Attempt;
}

type Account = ContactAccount | EmployeeAccount;

// Only the hash that was verified is replaced: a reset in between must last.
const upgrade = statement<{ id: string }>(
  'contacts-upgrade-password',
  'UPDATE contacts SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING id',
);

/** Finds out whether somebody knows a password, and tells nobody else whether there is an account. */
@Injectable()
export class Credentials {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsQueries,
    private readonly passwords: PasswordsService,
    private readonly attempts: LoginAttempts,
  ) {}

  contact(
    { email, password }: LoginBody,
    origin: Origin,
    { shopId }: Place,
  ): Promise<Proven<ContactAccount>> {
    const find = (normalized: string) => this.accounts.contactByEmail(shopId, normalized);
    return this.prove({ account: 'contact', shopId, email, origin }, password, find, mayLogIn);
  }

  employee(
    { email, password }: LoginBody,
    origin: Origin,
    { shopId }: Place,
  ): Promise<Proven<EmployeeAccount>> {
    const find = (normalized: string) => this.accounts.employeeByEmail(shopId, normalized);
    return this.prove(
      { account: 'employee', shopId, email, origin },
      password,
      find,
      ({ enabled }) => enabled,
    );
  }

  private async prove<A extends Account>(
    claim: Claim,
    password: string,
    find: (normalizedEmail: string) => Promise<A | undefined>,
    isAllowed: (account: A) => boolean,
  ): Promise<Proven<A>> {
    const attempt = await this.attempts.begin(claim);
    const normalized = normalizeEmail(claim.email);
    const account = normalized === undefined ? undefined : await find(normalized);
    const matches = await this.passwords.verify(account?.passwordHash, password);
    if (account && normalized !== undefined && matches && isAllowed(account)) {
      const passwordHash = await this.upgraded(account, password, () => find(normalized));
      return { account: { ...account, passwordHash }, attempt };
    }
    const known = matches ? 'disabled' : 'wrong-password';
    await this.attempts.fail(attempt, account ? known : 'unknown', account?.id);
    throw new CredentialsNotValid();
  }

  /** The hash that the password has from now on. */
  private async upgraded(
    { id, passwordHash }: Account,
    password: string,
    again: () => Promise<Account | undefined>,
  ): Promise<string | null> {
    if (!isBcrypt(passwordHash)) return passwordHash;
    const better = await this.passwords.hash(password);
    if (await upgrade.first(this.db, [id, passwordHash, better])) return better;
    // Another log-in was quicker, or the password was replaced: then what was verified opens nothing.
    const now = (await again())?.passwordHash ?? null;
    return (await this.passwords.verify(now, password)) ? now : passwordHash;
  }
}
