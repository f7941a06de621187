import type { AccessClaims, ContactPermission, EmployeePermission } from '@clientele/contracts';
import { type ActingFor, choicesOf, mayLogIn } from './acting.domain';

interface Person {
  readonly id: string;
  readonly shopId: string;
  readonly enabled: boolean;
}

/** Somebody with a session: an employee, or a contact acting for a customer or (yet) for nobody. */
export type Holder =
  | (Person & { readonly kind: 'employee'; readonly permissions: readonly EmployeePermission[] })
  | (Person & { readonly kind: 'contact'; readonly actingFor: ActingFor | null });

/** What is known of a session wherever tokens of it are given. */
export interface OpenSession {
  readonly id: string;
  /** Of the shops that share customers, the one where it was logged in; null: the main one. */
  readonly atShopId: string | null;
}

/** What an access token says of its holder. */
export function claimsOf(holder: Holder, { id, atShopId }: OpenSession): AccessClaims {
  const common = { sub: holder.id, shp: holder.shopId, ats: atShopId ?? undefined, sid: id };
  if (holder.kind === 'employee') return { ...common, kind: 'employee', prm: holder.permissions };
  const { actingFor } = holder;
  if (!actingFor) return { ...common, kind: 'contact', prm: [] satisfies ContactPermission[] };
  return {
    ...common,
    kind: 'contact',
    cus: actingFor.id,
    lnk: actingFor.linkId,
    prf: actingFor.profile.id,
    prm: actingFor.permissions,
  };
}

/** The contact acting through a link, null for none; undefined when that is not possible any more. */
export function actingThrough<C extends Person & { readonly customers: readonly ActingFor[] }>(
  contact: C,
  linkId: string | null,
): (C & { readonly actingFor: ActingFor | null }) | undefined {
  if (!mayLogIn(contact)) return undefined;
  if (linkId === null) return { ...contact, actingFor: null };
  const actingFor = choicesOf(contact).find((choice) => choice.linkId === linkId);
  return actingFor && { ...contact, actingFor };
}
