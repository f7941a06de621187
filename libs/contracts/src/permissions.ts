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
  'segments',
  'auto-assignments',
  'catalogue',
  'carts',
  'vouchers',
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

/** Resources that belong to customers: of them, members of sales teams see their own teams'. */
export const RESOURCES_OF_CUSTOMERS: ReadonlySet<string> = new Set<(typeof EMPLOYEE_RESOURCES)[number]>([
  ...([
    'customers',
    'memberships',
    'segments',
    'carts',
    'vouchers',
    'orders',
    'payments',
    'threads',
    'mails',
    'audit',
    'exports',
  ] as const),
]);

/** Resources that hold data of persons: who reads them is recorded. */
export const PERSONAL_RESOURCES: ReadonlySet<string> = new Set<(typeof EMPLOYEE_RESOURCES)[number]>([
  ...([
    'customers',
    'employees',
    'memberships',
    'segments',
    'carts',
    'orders',
    'payments',
    'threads',
    'mails',
  ] as const),
  ...(['audit', 'exports'] as const),
]);

/** `<resource>:read` or `<resource>:write`: what an API client can have as a scope. */
export type ClientScope = `${(typeof EMPLOYEE_RESOURCES)[number]}:${'read' | 'write'}`;

/** Every scope of an API client, in the order of the resources. */
export const CLIENT_SCOPES: readonly ClientScope[] = EMPLOYEE_RESOURCES.flatMap(
  (resource) => [`${resource}:read`, `${resource}:write`] as const,
);

/** To see all customers and what is theirs; who lacks it sees those of the own sales teams. */
export const SEES_ALL = 'customers:all';

/** What a role can allow. */
export type EmployeePermission = ClientScope | typeof SEES_ALL;

/** What concerns all of the installation and not one shop: only who works for the shop that each starts with is let in. */
export const isOfInstallation = (permission: EmployeePermission): boolean => permission.startsWith('ops:');

/** Every employee permission. */
export const EMPLOYEE_PERMISSIONS: readonly EmployeePermission[] = [...CLIENT_SCOPES, SEES_ALL];
