import { statement, type Tx } from '@clientele/database';
import { type AccountOwner, ownerId } from '../account-mails/account-mails.service';

const endAll = statement(
  'sessions-end-all',
  `WITH begun AS (DELETE FROM login_challenges WHERE contact_id = $1 OR employee_id = $1)
   DELETE FROM sessions WHERE (contact_id = $1 OR employee_id = $1) AND id IS DISTINCT FROM $2`,
);

/**
 * Ends all sessions of an account, but the one that asks if there is one, and the log-ins that wait for a code: nobody gets a new
 * access token from them. Those that are out are good for five minutes. The account has to be locked, so that no session opens meanwhile.
 */
export async function endSessionsOf(tx: Tx, owner: AccountOwner, but: string | null = null): Promise<void> {
  await endAll.rows(tx, [ownerId(owner), but]);
}
