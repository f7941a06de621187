import { statement, type Tx } from '@clientele/database';
import { type AccountOwner, ownerId } from '../account-mails/account-mails.service';

const endAll = statement(
  'sessions-end-all',
  'DELETE FROM sessions WHERE contact_id = $1 OR employee_id = $1',
);

/** Ends all sessions of an account: nobody gets a new access token from them. Those that are out are good for five minutes. */
export async function endSessionsOf(tx: Tx, owner: AccountOwner): Promise<void> {
  await endAll.rows(tx, [ownerId(owner)]);
}
