import { actorOf, type Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { AccountOwner } from '../account-mails/account-mails.service';
import { type Attempt, LoginAttempts } from '../login-attempts/login-attempts.service';
import { PasswordsService } from '../passwords/passwords.service';
import { TwoFactorCodes } from './two-factor-codes.service';
import { TwoFactorSetup } from './two-factor-setup.service';
import type { RemoveTwoFactorBody } from './two-factor.bodies';
import { CodeNotValid, TwoFactorRequired } from './two-factor.problems';
import type { EnrolmentView, RecoveryCodesView, TwoFactorView } from './two-factor.views';

const accountOf = statement<{ email: string; passwordHash: string | null }>(
  'two-factors-account',
  `SELECT email, password_hash AS "passwordHash" FROM contacts WHERE id = $1
   UNION ALL SELECT email, password_hash FROM employees WHERE id = $1`,
);

/** What the owner of an account does about its codes. */
@Injectable()
export class OwnTwoFactor {
  constructor(
    private readonly db: Database,
    private readonly codes: TwoFactorCodes,
    private readonly setup: TwoFactorSetup,
    private readonly attempts: LoginAttempts,
    private readonly passwords: PasswordsService,
  ) {}

  state(caller: Principal): Promise<TwoFactorView> {
    return this.codes.state(this.db, ownerOf(caller));
  }

  enrol(caller: Principal): Promise<EnrolmentView> {
    return this.db.transaction((tx) => this.setup.enrol(tx, ownerOf(caller)));
  }

  confirm(caller: Principal, code: string): Promise<RecoveryCodesView> {
    return this.guarded(caller, () =>
      this.db.transaction((tx) => this.setup.confirm(tx, ownerOf(caller), code, actorOf(caller))),
    );
  }

  renewCodes(caller: Principal, code: string): Promise<RecoveryCodesView> {
    return this.guarded(caller, () =>
      this.db.transaction(async (tx) => {
        if (!(await this.codes.useAppCode(tx, ownerOf(caller), code))) throw new CodeNotValid();
        return this.setup.renewCodes(tx, ownerOf(caller));
      }),
    );
  }

  /** Needs both proofs: a computer left open must not be enough. */
  async remove(caller: Principal, { password, code }: RemoveTwoFactorBody): Promise<void> {
    const owner = ownerOf(caller);
    if ((await this.codes.state(this.db, owner)).required) throw new TwoFactorRequired();
    await this.guarded(caller, async (passwordHash) => {
      if (!(await this.passwords.verify(passwordHash, password))) throw new CodeNotValid();
      await this.db.transaction(async (tx) => {
        if (!(await this.codes.use(tx, owner, code))) throw new CodeNotValid();
        await this.setup.remove(tx, owner, actorOf(caller));
      });
    });
  }

  // Wrong codes count like wrong passwords, here as well.
  private async guarded<T>(caller: Principal, work: (passwordHash: string | null) => Promise<T>): Promise<T> {
    const { email = '', passwordHash = null } = (await accountOf.first(this.db, [caller.id])) ?? {};
    const attempt = await this.begin(caller, email);
    try {
      const result = await work(passwordHash);
      if (attempt) await this.attempts.giveBack(attempt);
      return result;
    } catch (error) {
      if (attempt && error instanceof CodeNotValid)
        await this.attempts.fail(attempt, 'wrong-code', caller.id);
      throw error;
    }
  }

  private async begin({ kind, shopId, origin }: Principal, email: string): Promise<Attempt | undefined> {
    if (!origin || (kind !== 'contact' && kind !== 'employee')) return undefined;
    return this.attempts.begin({ account: kind, shopId, email, origin });
  }
}

const ownerOf = ({ kind, id }: Principal): AccountOwner =>
  kind === 'contact' ? { contactId: id } : { employeeId: id };
