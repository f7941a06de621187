import {
  type ClientPrincipal,
  DEFAULT_SHOP_ID,
  type EmployeePermission,
  type EmployeePrincipal,
  isOfInstallation,
  type Principal,
  type Problem,
  SEES_ALL,
} from '@clientele/contracts';
import type { Access } from './allow';
import { CustomerNotChosen, PermissionMissing } from './auth.problems';

/** Why a caller may not do what a route does; undefined if it may. The guard and all who explain it ask here. */
export function refusalOf(
  caller: Principal,
  { employee, seesAll, contact, visitor, guest }: Access,
): Problem | undefined {
  switch (caller.kind) {
    case 'employee':
    case 'client':
      if (seesAll && caller.kind === 'employee' && !caller.permissions.has(SEES_ALL))
        return new PermissionMissing({ permission: SEES_ALL });
      if (employee === 'logged-in' && caller.kind === 'employee') return undefined;
      if (employee && employee !== 'logged-in' && holds(caller, employee)) return undefined;
      return new PermissionMissing(employee ? { permission: employee } : {});
    case 'contact':
      if (contact === 'logged-in') return undefined;
      if (contact && caller.customerId === null) return new CustomerNotChosen();
      if (contact && caller.permissions.has(contact)) return undefined;
      return new PermissionMissing(contact ? { permission: contact } : {});
    case 'visitor':
      return visitor || (guest && caller.guest) ? undefined : new PermissionMissing();
  }
}

/** Throws why a caller may not do what a route does. */
export function requireAllowed(caller: Principal, access: Access): void {
  const refusal = refusalOf(caller, access);
  if (refusal) throw refusal;
}

const holds = (
  { shopId, permissions }: EmployeePrincipal | ClientPrincipal,
  permission: EmployeePermission,
): boolean => permissions.has(permission) && (shopId === DEFAULT_SHOP_ID || !isOfInstallation(permission));
