/** What a profile may allow a contact to do for a customer. */
export const CONTACT_PERMISSIONS = [
  'account:view',
  'account:edit',
  'addresses:manage',
  'prices:view',
  'cart:use',
  'orders:place',
  'orders:view-own',
  'orders:view-all',
  'quotes:manage',
  'documents:view',
  'contacts:manage',
  'support:write',
] as const;

export type ContactPermission = (typeof CONTACT_PERMISSIONS)[number];

/** A function that a shop defines for its storefront, in a namespace of its own. */
export type ShopPermission = `x:${string}`;

/** What an access token of a contact may say. */
export type GrantedPermission = ContactPermission | ShopPermission;

/** What the console guards: each resource can be read or written. */
export const EMPLOYEE_RESOURCES = [
  'customers',
  'employees',
  'titles',
  'profiles',
  'shops',
  'forms',
  'groups',
  'memberships',
  'auto-assignments',
  'catalogue',
  'carts',
  'orders',
  'payments',
  'threads',
  'inboxes',
  'mails',
  'ops',
  'audit',
  'api-clients',
  'sales-teams',
  'exports',
] as const;

/** Resources that hold data of persons: who reads them is recorded. */
export const PERSONAL_RESOURCES: ReadonlySet<string> = new Set<(typeof EMPLOYEE_RESOURCES)[number]>([
  ...(['customers', 'employees', 'memberships', 'carts', 'orders', 'payments', 'threads', 'mails'] as const),
  ...(['audit', 'exports'] as const),
]);

/** `<resource>:read` or `<resource>:write`; also the scopes of an API client. */
export type EmployeePermission = `${(typeof EMPLOYEE_RESOURCES)[number]}:${'read' | 'write'}`;

/** Every employee permission, in the order of the resources. */
export const EMPLOYEE_PERMISSIONS: readonly EmployeePermission[] = EMPLOYEE_RESOURCES.flatMap(
  (resource) => [`${resource}:read`, `${resource}:write`] as const,
);
