import { decimal, formatPrice, formatTotal } from '@clientele/contracts';
import fc from 'fast-check';
import { formatAmount } from './amount.domain';
import { discountOf, formatPair, type GroupPricing, priceLine, type ProductToPrice } from './price.domain';

const tea: ProductToPrice = {
  price: '19.812000',
  currency: 'EUR',
  taxRate: '20',
  defaultCategoryId: 'tea',
  categoryDiscount: null,
  inherited: null,
};
const anybody: GroupPricing = { id: 'anybody', discountPercent: '0', priceDisplay: 'tax-included' };
const vip: GroupPricing = { ...anybody, id: 'vip', discountPercent: '10' };

const totalOf = (product: Partial<ProductToPrice>, quantity: number, group = anybody) => {
  const merged = { ...tea, ...product };
  return formatPair(priceLine(merged, quantity, group).total, merged.currency);
};

describe('discountOf', () => {
  it('is none where the group gives nothing', () => {
    expect(discountOf(tea, anybody)).toEqual({
      percent: '0',
      origin: 'none',
      groupId: 'anybody',
      categoryId: null,
    });
  });

  it("is the group's general one", () => {
    expect(discountOf(tea, vip)).toEqual({
      percent: '10',
      origin: 'group',
      groupId: 'vip',
      categoryId: null,
    });
  });

  it('is that of the default category instead, where the group has one', () => {
    expect(discountOf({ ...tea, categoryDiscount: '5' }, vip)).toEqual({
      percent: '5',
      origin: 'category',
      groupId: 'vip',
      categoryId: 'tea',
    });
  });

  it('is that of the category above, where that holds below as well', () => {
    const inherited = { categoryId: 'drinks', percent: '3' };

    expect(discountOf({ ...tea, inherited }, vip)).toEqual({
      ...{ percent: '3', origin: 'category', groupId: 'vip', categoryId: 'drinks' },
    });
    expect(discountOf({ ...tea, inherited, categoryDiscount: '5' }, vip)).toMatchObject({
      ...{ percent: '5', categoryId: 'tea' },
    });
  });

  it('is the most that any of several groups gives, where the best counts', () => {
    const offer = { groupId: 'pro', discountPercent: '10.01', categoryDiscount: null, inherited: null };
    const others = [
      { ...offer, groupId: 'tea', categoryDiscount: '9' },
      offer,
      { ...offer, groupId: 'last' },
    ];

    expect(discountOf({ ...tea, offers: others }, vip)).toMatchObject({
      ...{ percent: '10.01', origin: 'group', groupId: 'pro' },
    });
    expect(discountOf({ ...tea, offers: [{ ...offer, discountPercent: '10' }] }, vip).groupId).toBe('vip');
    expect(discountOf({ ...tea, offers: [] }, vip).groupId).toBe('vip');
  });

  it('is that of the category though it be 0 %, which exempts the product', () => {
    expect(discountOf({ ...tea, categoryDiscount: '0' }, vip)).toMatchObject({
      percent: '0',
      origin: 'category',
    });
  });
});

describe('priceLine', () => {
  it('prices 19.812 with 20 % tax', () => {
    expect(priceLine(tea, 1, anybody)).toMatchObject({
      basePrice: '19.812',
      unitPrice: { taxExcluded: '19.812', taxIncluded: '23.7744' },
      displayedPrice: '23.77',
    });
    expect(totalOf({}, 1)).toEqual({ taxExcluded: '19.81', taxIncluded: '23.77' });
  });

  it('rounds the line, not the unit: three are not three times one', () => {
    expect(totalOf({}, 3)).toEqual({ taxExcluded: '59.44', taxIncluded: '71.32' });
  });

  it('takes the discount off before tax', () => {
    expect(priceLine(tea, 1, vip).unitPrice).toEqual({ taxExcluded: '17.8308', taxIncluded: '21.39696' });
    expect(totalOf({}, 1, vip)).toEqual({ taxExcluded: '17.83', taxIncluded: '21.40' });
  });

  it('shows the price without tax to groups that want it so', () => {
    expect(priceLine(tea, 1, { ...anybody, priceDisplay: 'tax-excluded' }).displayedPrice).toBe('19.81');
  });

  it('exempts a category with 0 % from the general discount', () => {
    expect(totalOf({ categoryDiscount: '0' }, 1, vip)).toEqual(totalOf({}, 1, anybody));
  });

  it('gives 100 % off to the last cent', () => {
    expect(totalOf({}, 7, { ...vip, discountPercent: '100' })).toEqual({
      taxExcluded: '0.00',
      taxIncluded: '0.00',
    });
  });

  it.each([
    ['0.005', '0', '0.01'],
    ['0.0049', '0', '0.00'],
    ['1.005', '0', '1.01'],
    ['2.675', '0', '2.68'],
    ['0.125', '20', '0.15'],
  ])('rounds %s with %s %% tax half away from zero to %s', (price, taxRate, total) => {
    expect(totalOf({ price, taxRate }, 1).taxIncluded).toBe(total);
  });

  it('pays yen without decimals and Kuwaiti dinars with three', () => {
    expect(totalOf({ price: '100.5', currency: 'JPY', taxRate: '10' }, 1)).toEqual({
      taxExcluded: '101',
      taxIncluded: '111',
    });
    expect(totalOf({ price: '1.2345', currency: 'KWD', taxRate: '0' }, 1)).toEqual({
      taxExcluded: '1.235',
      taxIncluded: '1.235',
    });
  });

  it('shows a unit price of at least the digits of its currency', () => {
    expect(priceLine({ ...tea, price: '20' }, 1, anybody)).toMatchObject({
      basePrice: '20.00',
      unitPrice: { taxExcluded: '20.00', taxIncluded: '24.00' },
    });
  });

  it('knows tax rates with decimals', () => {
    expect(totalOf({ price: '100', taxRate: '8.875' }, 1).taxIncluded).toBe('108.88');
  });

  it('loses nothing on the way to a large quantity', () => {
    expect(
      totalOf({ price: '0.000001', taxRate: '0' }, 1_000_000, { ...vip, discountPercent: '0.01' }),
    ).toEqual({
      taxExcluded: '1.00',
      taxIncluded: '1.00',
    });
    expect(totalOf({ price: '0.123456' }, 1_000_000)).toEqual({
      taxExcluded: '123456.00',
      taxIncluded: '148147.20',
    });
  });

  it('is what the decimal library makes of it, and never less with tax than without', () => {
    const money = fc.bigInt({ min: 0n, max: 10n ** 16n }).map((millionths) => formatAmount(millionths, 6));
    const percent = fc.bigInt({ min: 0n, max: 10_000n }).map((hundredths) => formatAmount(hundredths, 2));

    const exact = fc.check(
      fc.property(
        money,
        percent,
        percent,
        fc.integer({ min: 1, max: 1_000_000 }),
        (price, discountPercent, taxRate, quantity) => {
          const { unitPrice, total } = priceLine({ ...tea, price, taxRate }, quantity, {
            ...vip,
            discountPercent,
          });
          const unit = decimal(price).times(decimal(100).minus(discountPercent)).times('0.01');
          const taxed = unit.times(decimal(100).plus(taxRate)).times('0.01');

          return (
            unitPrice.taxExcluded === formatPrice(unit, 'EUR') &&
            unitPrice.taxIncluded === formatPrice(taxed, 'EUR') &&
            formatAmount(total.taxExcluded, 2) === formatTotal(unit.times(quantity), 'EUR') &&
            formatAmount(total.taxIncluded, 2) === formatTotal(taxed.times(quantity), 'EUR') &&
            total.taxIncluded >= total.taxExcluded
          );
        },
      ),
    );

    expect(exact).toMatchObject({ failed: false });
  });
});
