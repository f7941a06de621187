import { ADMINISTRATOR } from '../profiles/delivered-profiles';
import { AboveOwnPosition, LastAdministrator, OwnLimit } from './links.problems';

/** A profile as far as the hierarchy is concerned; position 0 is the top. */
export interface Rank {
  readonly code: string | null;
  readonly position: number;
}

/** Who changes a link: an employee, who may change any, or a contact at its own rank. */
export type Manager = 'employee' | { readonly contactId: string; readonly rank: Rank };

/** What happens to the link of a contact: made if there is no `from`, removed if there is no `to`. */
export interface LinkChange {
  readonly contactId: string;
  readonly from: Rank | null;
  readonly to: Rank | null;
  /** Whether the purchase limit is set or taken away. */
  readonly limit?: boolean;
}

/** A contact changes only what is, and stays, at or below its own position, and not its own purchase limit. */
export function requireManageable(
  manager: Manager,
  { contactId, from, to, limit = false }: LinkChange,
): void {
  if (manager === 'employee') return;
  const above = [from, to].some((rank) => rank !== null && rank.position < manager.rank.position);
  if (above) throw new AboveOwnPosition();
  if (limit && contactId === manager.contactId) throw new OwnLimit();
}

/** A customer keeps an Administrator who can log in; `others` counts those besides the contact whose link changes. */
export function requireAdministrator({ from, to }: LinkChange, others: number): void {
  const ceases = from?.code === ADMINISTRATOR && to?.code !== ADMINISTRATOR;
  if (ceases && others === 0) throw new LastAdministrator();
}
