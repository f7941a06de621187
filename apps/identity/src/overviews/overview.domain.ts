import type { EmployeePermission, Principal } from '@clientele/contracts';

/** What other services have of a customer, and what it takes to see it. */
const NEEDED = {
  groups: 'memberships:read',
  segments: 'segments:read',
  orders: 'orders:read',
  payments: 'payments:read',
  products: 'orders:read',
  carts: 'carts:read',
  vouchers: 'vouchers:read',
  threads: 'threads:read',
  mails: 'mails:read',
} as const satisfies Readonly<Record<string, EmployeePermission>>;

/** A part of an overview that not every employee sees. */
export type GuardedPart = keyof typeof NEEDED;
export const GUARDED_PARTS = Object.keys(NEEDED) as readonly GuardedPart[];

/** A part of an overview that another service has. How orders were paid is told with the orders. */
export type AskedPart = Exclude<GuardedPart, 'payments'>;
export const ASKED_PARTS = GUARDED_PARTS.filter((part): part is AskedPart => part !== 'payments');

/** The parts that a caller may not see. */
export function withheldFrom(caller: Principal): GuardedPart[] {
  const permissions: ReadonlySet<string> =
    caller.kind === 'employee' || caller.kind === 'client' ? caller.permissions : new Set();
  return GUARDED_PARTS.filter((part) => !permissions.has(NEEDED[part]));
}

/** Where the full list of a part is. */
export function hrefOf(part: AskedPart, customerId: string): string {
  switch (part) {
    case 'groups':
      return `/v1/memberships/${customerId}`;
    case 'products':
      return `/v1/orders/products?customerId=${customerId}`;
    case 'vouchers':
      return `/v1/vouchers?usableBy=${customerId}`;
    default:
      return `/v1/${part}?customerId=${customerId}`;
  }
}
