import { Clock } from '@clientele/config';
import { type Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { type AccountOwner, ownerId } from '../account-mails/account-mails.service';
import { SecretsService } from '../secrets/secrets.service';
import { hashOfCode } from './recovery-codes';
import { stepOf } from './totp';

/** What an account asks for besides its password. */
export interface TwoFactorState extends Record<string, unknown> {
  /** Whether a code is asked for. */
  readonly enabled: boolean;
  /** Whether the shop, a customer acted for, or the role wants it so. */
  readonly required: boolean;
  readonly recoveryCodesLeft: number;
}

interface SecretRow extends Record<string, unknown> {
  readonly id: string;
  readonly secret: Buffer;
  readonly lastStep: string;
  readonly confirmed: boolean;
}

const state = statement<TwoFactorState>(
  'two-factors-state',
  `SELECT coalesce(t.confirmed_at IS NOT NULL, false) AS enabled, a.required,
          (SELECT count(*)::integer FROM recovery_codes r WHERE r.two_factor_id = t.id) AS "recoveryCodesLeft"
   FROM (SELECT c.id, s.two_factor_required OR EXISTS (
                  SELECT FROM contact_links l JOIN customers u ON u.id = l.customer_id
                  WHERE l.contact_id = c.id AND u.two_factor_required) AS required
         FROM contacts c JOIN shops s ON s.id = c.shop_id WHERE c.id = $1
         UNION ALL
         SELECT e.id, r.two_factor_required FROM employees e JOIN roles r ON r.id = e.role_id WHERE e.id = $1) a
   LEFT JOIN (SELECT id, confirmed_at FROM two_factors WHERE contact_id = $1 OR employee_id = $1) t ON true`,
);
const read = statement<SecretRow>(
  'two-factors-read',
  `SELECT id, secret, last_step AS "lastStep", confirmed_at IS NOT NULL AS confirmed FROM two_factors
   WHERE contact_id = $1 OR employee_id = $1`,
);
// Of two at once with one code the second waits for the first, and then finds the step used.
const useStep = statement<{ id: string }>(
  'two-factors-use-step',
  'UPDATE two_factors SET last_step = $2 WHERE id = $1 AND last_step < $2 RETURNING id',
);
const useRecovery = statement<{ hash: Buffer }>(
  'recovery-codes-use',
  'DELETE FROM recovery_codes WHERE two_factor_id = $1 AND hash = $2 RETURNING hash',
);

/** Where in the database a secret of codes is. */
export const secretContext = (twoFactorId: string): string => `two_factors.secret:${twoFactorId}`;

/** Finds out whether a code is right, and uses it up. */
@Injectable()
export class TwoFactorCodes {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: SecretsService,
  ) {}

  /** What the account asks for. */
  async state(on: Database | Tx, owner: AccountOwner): Promise<TwoFactorState> {
    return (
      (await state.first(on, [ownerId(owner)])) ?? { enabled: false, required: false, recoveryCodesLeft: 0 }
    );
  }

  /** Uses up a code of the app; before the set-up is confirmed, too. */
  async useAppCode(tx: Tx, owner: AccountOwner, code: string): Promise<boolean> {
    const row = await read.first(tx, [ownerId(owner)]);
    if (!row) return false;
    const secret = this.secrets.decrypt(row.secret, secretContext(row.id));
    const step = stepOf(secret, code, Number(row.lastStep), this.clock.now());
    return step !== undefined && (await useStep.first(tx, [row.id, step])) !== undefined;
  }

  /** Uses up a code of the app, or one of those for who has lost it. */
  async use(tx: Tx, owner: AccountOwner, code: string): Promise<boolean> {
    if (/^\d{6}$/.test(code)) return this.useAppCode(tx, owner, code);
    const row = await read.first(tx, [ownerId(owner)]);
    return row !== undefined && (await useRecovery.first(tx, [row.id, hashOfCode(code)])) !== undefined;
  }
}
