import { Clock } from '@clientele/config';
import { type Actor, newId } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { renderSVG } from 'uqr';
import { AccountMails, type AccountOwner, ownerId } from '../account-mails/account-mails.service';
import { SecretsService } from '../secrets/secrets.service';
import { hashOfCode, newRecoveryCodes } from './recovery-codes';
import { newSecret, uriOf } from './totp';
import { secretContext, TwoFactorCodes } from './two-factor-codes.service';
import { CodeNotValid, TwoFactorOff, TwoFactorOn } from './two-factor.problems';
import type { EnrolmentView, RecoveryCodesView } from './two-factor.views';

const whose = statement<{ shop: string; email: string }>(
  'two-factors-whose',
  `SELECT s.name AS shop, a.email
   FROM (SELECT shop_id, email FROM contacts WHERE id = $1 UNION ALL SELECT shop_id, email FROM employees WHERE id = $1) a
   JOIN shops s ON s.id = a.shop_id`,
);
const forgetUnconfirmed = statement(
  'two-factors-forget-unconfirmed',
  'DELETE FROM two_factors WHERE (contact_id = $1 OR employee_id = $1) AND confirmed_at IS NULL',
);
const insert = statement<{ id: string }>(
  'two-factors-insert',
  `INSERT INTO two_factors (id, contact_id, employee_id, secret, last_step, created_at)
   VALUES ($1, $2, $3, $4, -1, $5) ON CONFLICT DO NOTHING RETURNING id`,
);
const confirm = statement<{ id: string }>(
  'two-factors-confirm',
  `UPDATE two_factors SET confirmed_at = $2 WHERE (contact_id = $1 OR employee_id = $1) AND confirmed_at IS NULL
   RETURNING id`,
);
const keepCodes = statement(
  'recovery-codes-keep',
  'INSERT INTO recovery_codes (two_factor_id, hash) SELECT $1, hash FROM unnest($2::bytea[]) AS h (hash)',
);
const forgetCodes = statement<{ id: string }>(
  'recovery-codes-forget',
  `WITH codes AS (
     DELETE FROM recovery_codes WHERE two_factor_id IN (SELECT id FROM two_factors WHERE contact_id = $1 OR employee_id = $1))
   SELECT id FROM two_factors WHERE (contact_id = $1 OR employee_id = $1) AND confirmed_at IS NOT NULL FOR UPDATE`,
);
const remove = statement<{ id: string }>(
  'two-factors-remove',
  'DELETE FROM two_factors WHERE contact_id = $1 OR employee_id = $1 RETURNING id',
);

/** Switches codes on and off for an account. */
@Injectable()
export class TwoFactorSetup {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: SecretsService,
    private readonly codes: TwoFactorCodes,
    private readonly mails: AccountMails,
  ) {}

  /** Begins: a new secret for the app, which is of no effect before a code of it is confirmed. */
  async enrol(tx: Tx, owner: AccountOwner): Promise<EnrolmentView> {
    const id = newId();
    const secret = newSecret();
    const sealed = this.secrets.encrypt(secret, secretContext(id));
    const [contactId, employeeId] = 'contactId' in owner ? [owner.contactId, null] : [null, owner.employeeId];
    await forgetUnconfirmed.rows(tx, [ownerId(owner)]);
    if (!(await insert.first(tx, [id, contactId, employeeId, sealed, this.clock.now()])))
      throw new TwoFactorOn();

    const { shop = '', email = '' } = (await whose.first(tx, [ownerId(owner)])) ?? {};
    const uri = uriOf(secret, shop, email);
    return { secret, uri, qr: renderSVG(uri) };
  }

  /** Switches codes on, as the app has shown that it makes the right ones. */
  async confirm(tx: Tx, owner: AccountOwner, code: string, actor: Actor): Promise<RecoveryCodesView> {
    if ((await this.codes.state(tx, owner)).enabled) throw new TwoFactorOn();
    if (!(await this.codes.useAppCode(tx, owner, code))) throw new CodeNotValid();
    const confirmed = await confirm.first(tx, [ownerId(owner), this.clock.now()]);
    if (!confirmed) throw new TwoFactorOn();
    await this.mails.request(tx, owner, { template: 'two-factor-on' }, actor);
    return this.giveCodes(tx, confirmed.id);
  }

  /** Ten new recovery codes; the old ones are void. */
  async renewCodes(tx: Tx, owner: AccountOwner): Promise<RecoveryCodesView> {
    const found = await forgetCodes.first(tx, [ownerId(owner)]);
    if (!found) throw new TwoFactorOff();
    return this.giveCodes(tx, found.id);
  }

  /** Switches codes off, and tells the owner. */
  async remove(tx: Tx, owner: AccountOwner, actor: Actor): Promise<void> {
    if (!(await remove.first(tx, [ownerId(owner)]))) throw new TwoFactorOff();
    await this.mails.request(tx, owner, { template: 'two-factor-off' }, actor);
  }

  private async giveCodes(tx: Tx, twoFactorId: string): Promise<RecoveryCodesView> {
    const recoveryCodes = newRecoveryCodes();
    await keepCodes.rows(tx, [twoFactorId, recoveryCodes.map(hashOfCode)]);
    return { recoveryCodes };
  }
}
