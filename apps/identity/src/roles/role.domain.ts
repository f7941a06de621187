import { defineProblem, type EmployeePermission, type Principal, SEES_ALL } from '@clientele/contracts';

/** Nobody gives, takes or changes what they do not have themselves. */
export class PermissionNotHeld extends defineProblem(
  'forbidden',
  'permission-not-held',
  'You cannot grant or change permissions that you do not have yourself',
) {}

/** Throws unless the caller has all of these permissions. */
export function requireHeld(caller: Principal, permissions: readonly EmployeePermission[]): void {
  const held = heldBy(caller);
  const missing = permissions.filter((permission) => !held.has(permission));
  if (missing.length > 0) throw new PermissionNotHeld({ detail: `Missing: ${missing.join(', ')}.` });
}

function heldBy(caller: Principal): ReadonlySet<string> {
  switch (caller.kind) {
    case 'employee':
      return caller.permissions;
    case 'client':
      return new Set([...caller.permissions, SEES_ALL]);
    default:
      return new Set();
  }
}
