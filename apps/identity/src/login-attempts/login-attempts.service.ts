import { Audit, type Doer } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Origin } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { networkOf } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { normalizeEmail } from '../emails/email';
import { answerAfter, type LoginOutcome } from './login-attempt.domain';
import { TooManyLogins } from './login-attempts.problems';
import { type Lanes, LoginLanes } from './login-lanes.service';

/** Who says to be whom. */
export interface Claim {
  readonly account: 'contact' | 'employee';
  /** Whose contacts or employees are meant. */
  readonly shopId: string;
  /** As typed. */
  readonly email: string;
  readonly origin: Origin;
}

/** A try to log in that is being made. */
export interface Attempt extends Claim {
  readonly lanes: Lanes;
  /** By the process's own clock. */
  readonly beganAt: number;
}

const LONGEST_EMAIL = 254;

/** Makes trying to log in slow for those who guess, and tells the audit log how each try ended. */
@Injectable()
export class LoginAttempts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly lanes: LoginLanes,
    private readonly audit: Audit,
  ) {}

  /** Begins a try, known account or not; throws `TooManyLogins` if it comes too early. */
  async begin(claim: Claim): Promise<Attempt> {
    const beganAt = performance.now();
    const { account, shopId, email, origin } = claim;
    const verdict = await this.lanes.enter({
      account,
      shopId,
      email: normalizeEmail(email) ?? email.trim().toLowerCase(),
      network: networkOf(origin.address),
    });
    if ('lanes' in verdict) return { ...claim, lanes: verdict.lanes, beganAt };

    await this.record(claim, 'delayed');
    const wait = Math.ceil((verdict.notBefore.getTime() - this.clock.now().getTime()) / 1_000);
    const retryAfter = Math.max(1, wait);
    throw new TooManyLogins({ detail: `Try again in ${retryAfter} seconds.`, retryAfter });
  }

  async succeed(attempt: Attempt, accountId: string): Promise<void> {
    await this.lanes.succeed(attempt.lanes);
    await this.record(attempt, 'succeeded', accountId);
  }

  /** The try was right, and is no log-in, or none yet. */
  async giveBack(attempt: Attempt, codeNeededOf?: string): Promise<void> {
    await this.lanes.giveBack(attempt.lanes);
    if (codeNeededOf !== undefined) await this.record(attempt, 'code-needed', codeNeededOf);
  }

  /** Notes a failure; comes back at a time that does not tell which. */
  async fail(attempt: Attempt, outcome: LoginOutcome, accountId?: string): Promise<void> {
    await this.record(attempt, outcome, accountId);
    await delay(answerAfter(performance.now() - attempt.beganAt));
  }

  private record(
    { account, shopId, email, origin }: Claim,
    outcome: LoginOutcome,
    id?: string,
  ): Promise<void> {
    const who = outcome === 'succeeded' && id ? { kind: account, id } : ANYBODY;
    const doer: Doer = { ...who, shopId, origin };
    const resource = { type: account === 'contact' ? 'contacts' : 'employees', id };
    const after = { email: email.slice(0, LONGEST_EMAIL), outcome };
    return this.db.transaction((tx) =>
      this.audit.add(tx, doer, { operation: 'auth.login', resource, after }),
    );
  }
}

const ANYBODY = { kind: 'visitor', id: 'anonymous' } as const;
