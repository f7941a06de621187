import { CONTACT_PERMISSIONS } from '@clientele/contracts';
import fc from 'fast-check';
import { DELIVERED_PROFILES } from '../profiles/delivered-profiles';
import { DELIVERED_FUNCTIONS, grantsOf, isShopCode, permissionsOf, scopesOf } from './grant.domain';
import { PermissionUnknown, ScopeNotSupported } from './permissions.problems';

const known = new Set(['x:approve', 'x:see-stock']);

describe('permissionsOf', () => {
  it('says what the services look for', () => {
    expect(permissionsOf([{ code: 'orders:view', scope: 'own' }], known)).toEqual(['orders:view-own']);
    expect(permissionsOf([{ code: 'orders:view', scope: 'all' }], known)).toEqual([
      'orders:view-own',
      'orders:view-all',
    ]);
    expect(permissionsOf([{ code: 'cart:use', scope: 'all' }], known)).toEqual(['cart:use']);
  });

  it('marks the larger scope of what a shop defines', () => {
    expect(permissionsOf([{ code: 'x:approve', scope: 'own' }], known)).toEqual(['x:approve']);
    expect(permissionsOf([{ code: 'x:approve', scope: 'all' }], known)).toEqual([
      'x:approve',
      'x:approve-all',
    ]);
  });

  it('refuses what nobody defined, and scopes without a meaning', () => {
    expect(() => permissionsOf([{ code: 'x:unknown', scope: 'all' }], known)).toThrow(PermissionUnknown);
    expect(() => permissionsOf([{ code: 'orders:view-all', scope: 'all' }], known)).toThrow(
      PermissionUnknown,
    );
    expect(() => permissionsOf([{ code: 'cart:use', scope: 'own' }], known)).toThrow(ScopeNotSupported);
  });
});

describe('grantsOf', () => {
  it('is the way back, whatever is granted', () => {
    const grant = fc
      .constantFrom(...DELIVERED_FUNCTIONS, ...known)
      .chain((code) => fc.record({ code: fc.constant(code), scope: fc.constantFrom(...scopesOf(code)) }));
    fc.assert(
      fc.property(fc.uniqueArray(grant, { selector: ({ code }) => code }), (grants) => {
        expect(grantsOf(permissionsOf(grants, known))).toEqual(grants);
      }),
    );
  });

  it('leads from the delivered profiles to the same permissions', () => {
    for (const { permissions } of DELIVERED_PROFILES) {
      expect(permissionsOf(grantsOf(permissions), known).toSorted()).toEqual(permissions.toSorted());
    }
    expect(grantsOf(CONTACT_PERMISSIONS)).toHaveLength(DELIVERED_FUNCTIONS.length);
  });
});

describe('isShopCode', () => {
  it.each(['x:approve', 'x:see-stock', 'x:2fa'])('accepts %s', (code) => {
    expect(isShopCode(code)).toBe(true);
  });

  it.each([
    'approve',
    'x:',
    'x:Approve',
    'x:see_stock',
    'x:orders-all',
    'x:orders-own',
    'y:a',
    `x:${'a'.repeat(63)}`,
  ])('refuses %s', (code) => {
    expect(isShopCode(code)).toBe(false);
  });
});
