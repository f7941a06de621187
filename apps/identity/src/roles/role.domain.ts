import { defineProblem, type EmployeePermission, type Principal } from '@clientele/contracts';

/** Nobody gives, takes or changes what they do not have themselves. */
export class PermissionNotHeld extends defineProblem(
  'forbidden',
  'permission-not-held',
  'You cannot grant or change permissions that you do not have yourself',
) {}

/** Throws unless the caller has all of these permissions. */
export function requireHeld(caller: Principal, permissions: readonly EmployeePermission[]): void {
  const held: ReadonlySet<string> =
    caller.kind === 'employee' || caller.kind === 'client' ? caller.permissions : new Set();
  const missing = permissions.filter((permission) => !held.has(permission));
  if (missing.length > 0) throw new PermissionNotHeld({ detail: `Missing: ${missing.join(', ')}.` });
}
