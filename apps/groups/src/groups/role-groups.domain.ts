import type { GroupRole } from '@clientele/contracts';
import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '0198c0de-0000-7000-8000-000000000001';

/** Id of the group that every shop has for a role: the same in every installation, known without asking. */
export function roleGroupId(shopId: string, role: GroupRole): string {
  const ids = known.get(shopId) ?? roleGroupIdsOf(shopId);
  known.set(shopId, ids);
  return ids[role];
}

// Asked for several times per customer and event; shops are few.
const known = new Map<string, Readonly<Record<GroupRole, string>>>();

function roleGroupIdsOf(shopId: string): Readonly<Record<GroupRole, string>> {
  const idOf = (role: GroupRole): string => uuidv5(`${shopId}/${role}`, NAMESPACE);
  return { visitor: idOf('visitor'), guest: idOf('guest'), customer: idOf('customer') };
}

/** The groups that every shop has from the beginning, in the order of their positions. */
export const ROLE_GROUPS: readonly { readonly role: GroupRole; readonly name: Record<string, string> }[] = [
  {
    role: 'visitor',
    name: { en: 'Visitor', fr: 'Visiteur', pl: 'Odwiedzający', nb: 'Besøkende', sv: 'Besökare' },
  },
  { role: 'guest', name: { en: 'Guest', fr: 'Invité', pl: 'Gość', nb: 'Gjest', sv: 'Gäst' } },
  { role: 'customer', name: { en: 'Customer', fr: 'Client', pl: 'Klient', nb: 'Kunde', sv: 'Kund' } },
];
