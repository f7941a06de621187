import { CONTACT_PERMISSIONS, type GrantedPermission, type ShopPermission } from '@clientele/contracts';
import { PermissionUnknown, ScopeNotSupported } from './permissions.problems';

/** How far a permission reaches: what the contact did itself, or all of the customer. */
export const SCOPES = ['own', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** A function that a profile allows, and how far. */
export interface Grant {
  readonly code: string;
  readonly scope: Scope;
}

const ORDERS = 'orders:view';
const ORDERS_BY_SCOPE = { own: ['orders:view-own'], all: ['orders:view-own', 'orders:view-all'] } as const;

/** The functions that the suite itself has. */
export const DELIVERED_FUNCTIONS: readonly string[] = [
  ...new Set(CONTACT_PERMISSIONS.map((permission) => (permission.startsWith(ORDERS) ? ORDERS : permission))),
];

const ALL_OF_SHOP = '-all';

/** Tells whether `code` can be a function of a shop. The ends of it are what tokens tell scopes by. */
export const isShopCode = (code: string): code is ShopPermission =>
  /^x:[a-z0-9]+(-[a-z0-9]+)*$/.test(code) && code.length <= 64 && !/-(own|all)$/.test(code);

/** The scopes that make a difference: only orders, and what a shop defines, belong to single contacts. */
export const scopesOf = (code: string): readonly Scope[] =>
  code === ORDERS || isShopCode(code) ? SCOPES : ['all'];

/** What a token says for a grant; the larger scope includes the smaller. `known`: the shop's own functions. */
export function permissionsOf(grants: readonly Grant[], known: ReadonlySet<string>): GrantedPermission[] {
  return grants.flatMap(({ code, scope }) => {
    if (!DELIVERED_FUNCTIONS.includes(code) && !known.has(code))
      throw new PermissionUnknown({ permission: code });
    if (!scopesOf(code).includes(scope)) throw new ScopeNotSupported({ permission: code });
    if (code === ORDERS) return ORDERS_BY_SCOPE[scope];
    if (isShopCode(code)) return scope === 'all' ? [code, `${code}${ALL_OF_SHOP}` as const] : [code];
    return CONTACT_PERMISSIONS.filter((permission) => permission === code);
  });
}

/** The grants that a token's permissions stand for. */
export function grantsOf(permissions: readonly GrantedPermission[]): Grant[] {
  const grants = new Map<string, Scope>();
  for (const permission of permissions) {
    const code = codeOf(permission);
    const isWhole = scopesOf(code).length === 1 || permission.endsWith(ALL_OF_SHOP);
    if (isWhole || !grants.has(code)) grants.set(code, isWhole ? 'all' : 'own');
  }
  return [...grants].map(([code, scope]) => ({ code, scope }));
}

/** The function that a token's permission belongs to. */
export function codeOf(permission: GrantedPermission): string {
  if (permission.startsWith(ORDERS)) return ORDERS;
  const isOfShop = permission.startsWith('x:') && permission.endsWith(ALL_OF_SHOP);
  return isOfShop ? permission.slice(0, -ALL_OF_SHOP.length) : permission;
}
