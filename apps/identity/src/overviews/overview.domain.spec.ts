import { aContact, anEmployee } from '@clientele/testing';
import { GUARDED_PARTS, hrefOf, withheldFrom } from './overview.domain';

describe('withheldFrom', () => {
  it('withholds nothing from who may read everything', () => {
    expect(withheldFrom(anEmployee())).toEqual([]);
  });

  it('withholds what takes another permission', () => {
    const permissions = new Set(['customers:read', 'orders:read', 'threads:read'] as const);

    expect(withheldFrom(anEmployee({ permissions }))).toEqual([
      ...['groups', 'segments', 'payments', 'carts', 'vouchers', 'mails'],
    ]);
  });

  it('withholds everything from others than employees and API clients', () => {
    expect(withheldFrom(aContact())).toEqual(GUARDED_PARTS);
  });
});

describe('hrefOf', () => {
  it('leads to the full list', () => {
    expect(
      (['groups', 'segments', 'orders', 'products', 'vouchers'] as const).map((part) => hrefOf(part, '7')),
    ).toEqual([
      '/v1/memberships/7',
      '/v1/segments?customerId=7',
      '/v1/orders?customerId=7',
      '/v1/orders/products?customerId=7',
      '/v1/vouchers?usableBy=7',
    ]);
  });
});
