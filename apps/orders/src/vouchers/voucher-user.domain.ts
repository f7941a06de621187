import type { Principal } from '@clientele/contracts';

/** By what the uses of somebody are counted: the customer, or for guests their e-mail address. Null: nobody knows who it is. */
export function userKeyOf(caller: Principal, customerId: string | null): string | null {
  if (caller.kind === 'visitor' && caller.guest?.emailKey !== undefined) return caller.guest.emailKey;
  return customerId;
}
