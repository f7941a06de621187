import type { Actor } from './event';
import type { EmployeePermission, GrantedPermission } from './permissions';

/** Where a request came from. */
export interface Origin {
  /** Address of the caller, as the proxies in front report it. */
  readonly address: string;
  readonly userAgent?: string;
  /** Whether what the request changes is in the audit log with its details; otherwise the border records it. */
  recorded: boolean;
}

/** What is known of any caller besides who it is. */
interface Called {
  /** Absent where nobody called: consumers, tests. */
  readonly origin?: Origin;
}

/** Who is at a storefront. */
interface Shopping extends Called {
  /** The shop whose customers they are: of those that share customers, the main one. */
  readonly shopId: string;
  /** Of the shops that share customers, the one they are at; absent: the main one. */
  readonly atShopId?: string;
}

/** A shop, as it is meant where somebody is. */
export interface Place {
  /** The shop whose customers they are: of those that share customers, the main one. */
  readonly shopId: string;
  /** Of the shops that share customers, the one they are at; null: the main one. */
  readonly atShopId: string | null;
}

/** A place, by the shop that was named and the one whose customers it shares, if it does. */
export const placeOf = (id: string, mainShopId: string | null): Place =>
  mainShopId === null ? { shopId: id, atShopId: null } : { shopId: mainShopId, atShopId: id };

/** Somebody who works for the shop. */
export interface EmployeePrincipal extends Called {
  readonly kind: 'employee';
  readonly id: string;
  readonly shopId: string;
  readonly sessionId: string;
  readonly permissions: ReadonlySet<EmployeePermission>;
}

/** A person who logged in, acting for one customer or (none chosen yet) for nobody. */
export interface ContactPrincipal extends Shopping {
  readonly kind: 'contact';
  readonly id: string;
  readonly sessionId: string;
  readonly customerId: string | null;
  /** The link between contact and customer that grants the permissions. */
  readonly linkId: string | null;
  readonly profileId: string | null;
  readonly permissions: ReadonlySet<GrantedPermission>;
}

/** Somebody who has not logged in. The id stands for the browser, so that a cart can be kept. */
export interface VisitorPrincipal extends Shopping {
  readonly kind: 'visitor';
  readonly id: string;
  /** The page that was entered: the visitor sees the prices and looks of its customer or group. */
  readonly page?: PageContext;
  /** Who checks out without an account: acts for the customer made for this checkout, and for nobody else. */
  readonly guest?: GuestContext;
}

/** A guest's checkout. */
export interface GuestContext {
  readonly customerId: string;
  /** Stands for the e-mail address, without telling it: the same in each checkout. Absent in tokens of older versions. */
  readonly emailKey?: string;
}

/** Whom a page is for; one of both. */
export interface PageContext {
  readonly customerId?: string;
  readonly groupId?: string;
}

/** A storefront server, with the scopes it was given: the same names as employees' permissions. */
export interface ClientPrincipal extends Called {
  readonly kind: 'client';
  readonly id: string;
  readonly shopId: string;
  readonly permissions: ReadonlySet<EmployeePermission>;
}

/** Who is calling. */
export type Principal = EmployeePrincipal | ContactPrincipal | VisitorPrincipal | ClientPrincipal;

/** The claims of an access token (RFC 9068, with ours in short names). */
export interface AccessClaims {
  readonly sub: string;
  readonly kind: Principal['kind'];
  /** Shop; of those that share customers, the main one. */
  readonly shp: string;
  /** Of the shops that share customers, the one that a contact or a visitor is at; absent: the main one. */
  readonly ats?: string;
  /** Session. */
  readonly sid?: string;
  /** Customer acted for; of a visitor, the customer whose page was entered. */
  readonly cus?: string;
  /** Of a visitor, the group whose page was entered. */
  readonly grp?: string;
  /** Of a visitor, the guest customer made for its checkout. */
  readonly gst?: string;
  /** Of a guest, what stands for its e-mail address. */
  readonly gek?: string;
  /** Link that allows it. */
  readonly lnk?: string;
  /** Profile of the link. */
  readonly prf?: string;
  /** Permissions. */
  readonly prm?: readonly string[];
}

/** Whether somebody is shown which orders of a customer brought something about: contacts are who may see all of its orders. */
export const seesOrdersBehind = (caller: Principal): boolean =>
  caller.kind === 'contact' ? caller.permissions.has('orders:view-all') : caller.kind !== 'visitor';

/** The shop that somebody is at. */
export const shopAt = ({
  shopId,
  atShopId,
}: Pick<Place, 'shopId'> & { readonly atShopId?: string | null }): string => atShopId ?? shopId;

/** Where somebody is who calls. */
export const placeIn = (caller: Principal): Place => ({
  shopId: caller.shopId,
  atShopId: ('atShopId' in caller && caller.atShopId) || null,
});

/** Who to name as the cause of a change made by `principal`. */
export const actorOf = ({ kind, id }: Actor): Actor => ({ kind, id });

/** The cause of what the suite does by itself: expiry, consumers, seeding. */
export const systemActor = (purpose: string): Actor => ({ kind: 'system', id: purpose });

/** The shop that every installation starts with. */
export const DEFAULT_SHOP_ID = '0198c0de-0000-7000-8000-000000000000';
