import type { PricedCart } from '../carts/cart-price.domain';
import { newReference, readReference, requireOrderable } from './order.domain';
import { CartIsEmpty, PriceChanged, ProductUnavailable } from './orders.problems';

const pair = { taxExcluded: '1.00', taxIncluded: '1.20' };
const totals = { products: pair, discounts: pair, shipping: pair, wrapping: pair, tax: '0.20', total: pair };
const line: PricedCart['lines'][number] = {
  id: 'line',
  quantity: 1,
  shown: pair,
  product: {
    id: 'tea',
    sku: 'tea',
    name: 'Tea',
    active: true,
    price: '1',
    currency: 'EUR',
    taxRate: '20',
    defaultCategoryId: null,
    categoryDiscount: null,
    inherited: null,
  },
  price: null,
};
const empty: PricedCart = {
  currency: 'EUR',
  lines: [],
  totals,
  changes: [],
  vouchers: [],
  voucherChanges: [],
};

describe('newReference', () => {
  it('is nine letters that are not taken for digits or each other', () => {
    const all = Array.from({ length: 200 }, () => newReference((below) => Math.floor(Math.random() * below)));

    expect(all.filter((reference) => !/^[BCDFGHJKMNPRSTVWXZ]{9}$/.test(reference))).toEqual([]);
  });
});

describe('readReference', () => {
  it('reads what people write', () => {
    expect(readReference(' kpt-wxz chm ')).toBe('KPTWXZCHM');
  });
});

describe('requireOrderable', () => {
  it('refuses an empty cart', () => {
    expect(() => requireOrderable(empty)).toThrow(CartIsEmpty);
  });

  it('refuses a product that is not for sale any more, naming it', () => {
    expect(() => requireOrderable({ ...empty, lines: [line] })).toThrow(ProductUnavailable);
    expect(() => requireOrderable({ ...empty, lines: [line] })).toThrow('Not for sale: tea.');
  });

  it('refuses a price that is another than was shown, telling both', () => {
    const price = {
      basePrice: '1.00',
      discount: { percent: '0', origin: 'none', groupId: 'g', categoryId: null },
      unitPrice: pair,
      displayedPrice: '1.20',
      total: { taxExcluded: 100n, taxIncluded: 120n },
    } as const;
    const changes = [{ lineId: 'line', productId: 'tea', old: pair, new: pair }];
    const cart = { ...empty, lines: [{ ...line, price }], changes };

    expect(() => requireOrderable(cart)).toThrow(PriceChanged);
  });
});
