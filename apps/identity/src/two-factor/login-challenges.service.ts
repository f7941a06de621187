import { Clock } from '@clientele/config';
import type { Origin } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { type AccountOwner, ownerId } from '../account-mails/account-mails.service';
import { type Attempt, LoginAttempts } from '../login-attempts/login-attempts.service';
import { withPassword } from '../passwords/standing-password.sql';
import { TwoFactorCodes } from './two-factor-codes.service';
import { TwoFactorSetup } from './two-factor-setup.service';
import { ChallengeNotValid, CodeNotValid, TwoFactorNeeded } from './two-factor.problems';
import type { EnrolmentView, RecoveryCodesView } from './two-factor.views';

/** A log-in that has both proofs. */
export interface Answered extends Partial<RecoveryCodesView> {
  readonly owner: AccountOwner;
  /** Where the log-in began: at one of the shops that share customers; null: at the main one. */
  readonly atShopId: string | null;
  /** Of the password that was the first proof. */
  readonly passwordHash: string | null;
}

interface ChallengeRow extends Record<string, unknown> {
  readonly contactId: string | null;
  readonly employeeId: string | null;
  readonly shopId: string;
  readonly atShopId: string | null;
  readonly email: string;
  readonly passwordHash: string | null;
}

const LIFE_SECONDS = 300;
const MOST_TRIES = 5;

// Nothing can be done with the challenge of who has another password by now.
const insert = statement(
  'login-challenges-insert',
  `WITH over AS (DELETE FROM login_challenges WHERE expires_at <= $5), account AS (${withPassword('$2', '$3', '$7')})
   INSERT INTO login_challenges (hash, contact_id, employee_id, at_shop_id, tries, expires_at)
   SELECT $1, $2, $3, $6, 0, $4 FROM account`,
);
const WITH_CLAIM = `contact_id AS "contactId", employee_id AS "employeeId", at_shop_id AS "atShopId",
  coalesce((SELECT password_hash FROM contacts WHERE id = contact_id), (SELECT password_hash FROM employees WHERE id = employee_id))
    AS "passwordHash",
  coalesce((SELECT email FROM contacts WHERE id = contact_id), (SELECT email FROM employees WHERE id = employee_id)) AS email,
  coalesce((SELECT shop_id FROM contacts WHERE id = contact_id), (SELECT shop_id FROM employees WHERE id = employee_id))
    AS "shopId"`;
const read = statement<ChallengeRow>(
  'login-challenges-read',
  `SELECT ${WITH_CLAIM} FROM login_challenges WHERE hash = $1 AND expires_at > $2 AND tries < ${MOST_TRIES}`,
);
const count = statement<ChallengeRow>(
  'login-challenges-count',
  `UPDATE login_challenges SET tries = tries + 1 WHERE hash = $1 AND expires_at > $2 AND tries < ${MOST_TRIES}
   RETURNING ${WITH_CLAIM}`,
);
const finish = statement<{ hash: Buffer }>(
  'login-challenges-finish',
  'DELETE FROM login_challenges WHERE hash = $1 RETURNING hash',
);

/** The second step of a log-in: a code, within five minutes and five tries. */
@Injectable()
export class LoginChallenges {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly attempts: LoginAttempts,
    private readonly codes: TwoFactorCodes,
    private readonly setup: TwoFactorSetup,
  ) {}

  /** Lets a log-in with the right password go on, or throws `TwoFactorNeeded` with what the second step needs. */
  async pass(
    attempt: Attempt,
    owner: AccountOwner,
    passwordHash: string | null,
    atShopId: string | null,
  ): Promise<void> {
    const { enabled, required } = await this.codes.state(this.db, owner);
    if (!enabled && !required) return this.attempts.succeed(attempt, ownerId(owner));

    const challenge = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const [contactId, employeeId] = 'contactId' in owner ? [owner.contactId, null] : [null, owner.employeeId];
    const expiresAt = new Date(now.getTime() + LIFE_SECONDS * 1_000);
    const values = [hashOf(challenge), contactId, employeeId, expiresAt, now, atShopId, passwordHash];
    await insert.rows(this.db, values);
    await this.attempts.giveBack(attempt, ownerId(owner));
    throw new TwoFactorNeeded({ challenge, expiresIn: LIFE_SECONDS, enrolled: enabled });
  }

  /** What the app needs, for an account that must ask for codes and does not yet. */
  async enrol(challenge: string): Promise<EnrolmentView> {
    const owner = ownerOf(await read.first(this.db, [hashOf(challenge), this.clock.now()]));
    return this.db.transaction((tx) => this.setup.enrol(tx, owner));
  }

  /** Who logs in, if the code is right. With it, a set-up that was begun in the log-in is confirmed. */
  async answer(
    account: 'contact' | 'employee',
    challenge: string,
    code: string,
    origin: Origin,
  ): Promise<Answered> {
    const hash = hashOf(challenge);
    const row = await count.first(this.db, [hash, this.clock.now()]);
    const owner = ownerOf(row);
    const isContact = 'contactId' in owner;
    if (!row || isContact !== (account === 'contact')) throw new ChallengeNotValid();
    const { shopId, atShopId, email, passwordHash } = row;
    const attempt = await this.attempts.begin({ account, shopId, email, origin });
    const proved = await this.verify(hash, owner, code);
    if (!proved) {
      await this.attempts.fail(attempt, 'wrong-code', ownerId(owner));
      throw new CodeNotValid();
    }
    await this.attempts.succeed(attempt, ownerId(owner));
    return { owner, atShopId, passwordHash, ...proved };
  }

  private verify(
    hash: Buffer,
    owner: AccountOwner,
    code: string,
  ): Promise<Partial<RecoveryCodesView> | undefined> {
    return this.db.transaction(async (tx) => {
      const { enabled } = await this.codes.state(tx, owner);
      const right = enabled
        ? (await this.codes.use(tx, owner, code)) && {}
        : await this.setup.confirm(tx, owner, code, actorOf(owner)).catch(unlessWrong);
      if (!right) return undefined;
      if (!(await finish.first(tx, [hash]))) throw new ChallengeNotValid();
      return right;
    });
  }
}

const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest();

function ownerOf(row: ChallengeRow | undefined): AccountOwner {
  if (row?.contactId != null) return { contactId: row.contactId };
  if (row?.employeeId != null) return { employeeId: row.employeeId };
  throw new ChallengeNotValid();
}

const actorOf = (owner: AccountOwner) =>
  ({ kind: 'contactId' in owner ? 'contact' : 'employee', id: ownerId(owner) }) as const;

function unlessWrong(error: unknown): undefined {
  if (error instanceof CodeNotValid) return undefined;
  throw error;
}
