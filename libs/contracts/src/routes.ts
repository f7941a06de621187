/** The processes that answer requests under `/v1`. */
export type ServiceName = 'identity' | 'groups' | 'orders' | 'support' | 'gateway';

/**
 * Which process answers which first path segment after `/v1`. Each segment has exactly one owner, so that
 * plain prefix routing (our gateway, an Ingress, the Gateway API) is enough. `ops` is special: its second
 * segment names the process.
 */
export const ROUTES: Readonly<Record<ServiceName, readonly string[]>> = {
  identity: [
    'auth',
    'registrations',
    'me',
    'customers',
    'customer-merges',
    'contacts',
    'profiles',
    'permissions',
    'access',
    'addresses',
    'countries',
    'titles',
    'forms',
    'documents',
    'graphical-profiles',
    'pages',
    'employees',
    'roles',
    'sales-teams',
    'api-clients',
    'webhooks',
    'shops',
    'storefront',
    'visits',
    'audit',
    'imports',
    'exports',
  ],
  groups: ['groups', 'modules', 'memberships', 'membership-batches', 'segments', 'auto-assignments'],
  orders: [
    'products',
    'categories',
    'prices',
    'carts',
    'vouchers',
    'orders',
    'order-states',
    'purchase-limits',
    'quotes',
    'follow-ups',
  ],
  support: [
    'inboxes',
    'mail-accounts',
    'contact-form',
    'threads',
    'attachments',
    'canned-replies',
    'mail-templates',
    'mails',
    'support-statistics',
  ],
  gateway: ['test'],
};
