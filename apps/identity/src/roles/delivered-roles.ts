import { EMPLOYEE_PERMISSIONS, type EmployeePermission, SEES_ALL } from '@clientele/contracts';

/** The role that may do everything. */
export const OWNER = 'owner';

interface DeliveredRole {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly permissions: readonly EmployeePermission[];
}

// Files of everybody's data are another matter than looking at some.
const readsAll = EMPLOYEE_PERMISSIONS.filter(
  (permission) => permission.endsWith(':read') && permission !== 'exports:read',
);

const of = (
  writes: readonly EmployeePermission[],
  reads: readonly EmployeePermission[],
): EmployeePermission[] => EMPLOYEE_PERMISSIONS.filter((one) => writes.includes(one) || reads.includes(one));

/** The roles that every shop starts with. */
export const DELIVERED_ROLES: readonly DeliveredRole[] = [
  {
    id: '0198c0de-0000-7000-8000-000000003001',
    code: OWNER,
    name: 'Owner',
    permissions: EMPLOYEE_PERMISSIONS,
  },
  {
    id: '0198c0de-0000-7000-8000-000000003002',
    code: 'sales',
    name: 'Sales',
    permissions: of(
      [
        'customers:write',
        'memberships:write',
        'carts:write',
        'vouchers:write',
        'orders:write',
        'payments:write',
      ],
      readsAll.filter((permission) => !['employees:read', 'ops:read'].includes(permission)),
    ),
  },
  {
    id: '0198c0de-0000-7000-8000-000000003003',
    code: 'support',
    name: 'Support',
    permissions: of(
      ['threads:write', 'mails:write', SEES_ALL],
      readsAll.filter((permission) => !['employees:read', 'ops:read'].includes(permission)),
    ),
  },
  {
    id: '0198c0de-0000-7000-8000-000000003004',
    code: 'catalogue',
    name: 'Catalogue',
    permissions: of(
      ['catalogue:write', 'auto-assignments:write', 'vouchers:write'],
      [
        ...([
          'catalogue:read',
          'auto-assignments:read',
          'vouchers:read',
          'groups:read',
          'titles:read',
        ] as const),
      ],
    ),
  },
  {
    id: '0198c0de-0000-7000-8000-000000003005',
    code: 'read-only',
    name: 'Read-only',
    permissions: [...readsAll, SEES_ALL],
  },
];
