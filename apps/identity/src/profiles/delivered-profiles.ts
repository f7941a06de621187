import { CONTACT_PERMISSIONS, type ContactPermission } from '@clientele/contracts';

/** The profile of a customer's first contact. */
export const ADMINISTRATOR = 'administrator';

interface DeliveredProfile {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly permissions: readonly ContactPermission[];
}

/** The profiles that every shop starts with, from the top of the hierarchy down. */
export const DELIVERED_PROFILES: readonly DeliveredProfile[] = [
  {
    id: '0198c0de-0000-7000-8000-000000002001',
    code: ADMINISTRATOR,
    name: 'Administrator',
    permissions: CONTACT_PERMISSIONS,
  },
  {
    id: '0198c0de-0000-7000-8000-000000002002',
    code: 'manager',
    name: 'Manager',
    permissions: CONTACT_PERMISSIONS.filter((permission) => permission !== 'contacts:manage'),
  },
  {
    id: '0198c0de-0000-7000-8000-000000002003',
    code: 'buyer',
    name: 'Buyer',
    permissions: [
      ...(['account:view', 'addresses:manage', 'prices:view', 'cart:use', 'orders:place'] as const),
      ...(['orders:view-own', 'quotes:manage', 'support:write'] as const),
    ],
  },
  {
    id: '0198c0de-0000-7000-8000-000000002004',
    code: 'viewer',
    name: 'Viewer',
    permissions: ['account:view', 'prices:view', 'orders:view-own', 'documents:view'],
  },
];
