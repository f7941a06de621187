import type { ClientPrincipal, EmployeePermission } from '@clientele/contracts';
import { PermissionNotHeld, requireHeld } from './role.domain';

const callerWith = (...permissions: EmployeePermission[]): ClientPrincipal => ({
  ...{ kind: 'client', id: '1', shopId: '2' },
  permissions: new Set(permissions),
});

describe('requireHeld', () => {
  it('lets one give what one has', () => {
    expect(() => requireHeld(callerWith('orders:read', 'orders:write'), ['orders:read'])).not.toThrow();
  });

  it('refuses what one does not have, and names it', () => {
    expect(() => requireHeld(callerWith('orders:read'), ['orders:read', 'ops:write'])).toThrow(
      new PermissionNotHeld({ detail: 'Missing: ops:write.' }),
    );
  });

  it('gives a visitor nothing to grant', () => {
    expect(() => requireHeld({ kind: 'visitor', id: '1', shopId: '2' }, ['orders:read'])).toThrow(
      PermissionNotHeld,
    );
  });
});
