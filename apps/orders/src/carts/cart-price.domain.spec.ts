import type { GroupPricing } from '../prices/price.domain';
import { AmountTooLarge } from '../prices/prices.problems';
import { priceCart, totalsOf } from './cart-price.domain';
import type { CartLineContent } from './cart.domain';

const anybody: GroupPricing = { id: 'anybody', discountPercent: '0', priceDisplay: 'tax-included' };
const lineOf = (
  changes: Partial<CartLineContent['product']>,
  shown: CartLineContent['shown'] = null,
): CartLineContent => ({
  id: `line-${changes.id ?? 'tea'}`,
  quantity: 1,
  shown,
  product: {
    id: 'tea',
    sku: 'TEA',
    name: 'Tea',
    active: true,
    price: '19.812',
    currency: 'EUR',
    taxRate: '20',
    defaultCategoryId: null,
    categoryDiscount: null,
    inherited: null,
    ...changes,
  },
});

describe('totalsOf', () => {
  it('sums up rounded lines, without and with tax', () => {
    const line = { taxExcluded: 1981n, taxIncluded: 2377n };

    expect(totalsOf([line, line], 'EUR')).toMatchObject({
      products: { taxExcluded: '39.62', taxIncluded: '47.54' },
      shipping: { taxExcluded: '0.00', taxIncluded: '0.00' },
      tax: '7.92',
      total: { taxExcluded: '39.62', taxIncluded: '47.54' },
    });
  });

  it('has the digits of the currency', () => {
    expect(totalsOf([{ taxExcluded: 100n, taxIncluded: 120n }], 'JPY')).toMatchObject({
      tax: '20',
      discounts: { taxIncluded: '0' },
    });
  });

  it('refuses a sum that cannot be stored', () => {
    const line = { taxExcluded: 0n, taxIncluded: 6_000_000_000_000_000n };

    expect(() => totalsOf([line, line], 'EUR')).toThrow(AmountTooLarge);
  });
});

describe('priceCart', () => {
  const price = (...lines: CartLineContent[]) => priceCart({ currency: 'EUR', lines }, anybody);

  it('gives no price to what is not for sale, or not in the currency of the cart, and does not count it', () => {
    const cart = price(
      lineOf({}),
      lineOf({ id: 'old', active: false }),
      lineOf({ id: 'yen', currency: 'JPY' }),
    );

    expect(cart.lines.map((line) => line.price?.basePrice)).toEqual(['19.812', undefined, undefined]);
    expect(cart.totals.total.taxIncluded).toBe('23.77');
  });

  it('tells what is not what was shown last, however that was written', () => {
    const cart = price(
      lineOf({ id: 'same' }, { taxExcluded: '19.812000', taxIncluded: '23.7744' }),
      lineOf({ id: 'dearer' }, { taxExcluded: '19', taxIncluded: '22.8' }),
      lineOf({ id: 'taxed' }, { taxExcluded: '19.812', taxIncluded: '21' }),
      lineOf({ id: 'new' }),
      lineOf({ id: 'gone', active: false }, { taxExcluded: '1', taxIncluded: '1' }),
    );

    expect(cart.changes).toEqual([
      {
        lineId: 'line-dearer',
        productId: 'dearer',
        old: { taxExcluded: '19.00', taxIncluded: '22.80' },
        new: { taxExcluded: '19.812', taxIncluded: '23.7744' },
      },
      expect.objectContaining({ productId: 'taxed' }),
    ]);
  });

  it('adds an empty cart without currency up to nothing', () => {
    expect(priceCart({ currency: null, lines: [] }, anybody)).toMatchObject({
      currency: null,
      totals: { tax: '0.00', total: { taxIncluded: '0.00' } },
      changes: [],
    });
  });
});
