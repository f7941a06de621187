import { applyVouchers, areCombinable } from './voucher.domain';
import type { VoucherCart, VoucherLine, VoucherRule } from './voucher-rule.domain';

let ids = 0;

const aVoucher = (changes: Partial<VoucherRule> = {}): VoucherRule => ({
  ...{
    id: String(++ids).padStart(4, '0'),
    code: null,
    name: { en: 'A voucher' },
    priority: 0,
    isInCart: true,
  },
  ...{ shown: null, obstacle: null, minimum: null, combinable: 'all', combinableWith: [], keepRest: false },
  ...{ appliesTo: 'order', percent: null, amount: null, freeShipping: false, giftProductId: null },
  ...{ products: [], excludeDiscounted: false, ...changes },
});

/** A line of cents; one costs `unit`, and so many of them with tax what is given. */
const aLine = (id: string, taxIncluded: bigint, changes: Partial<VoucherLine> = {}): VoucherLine => ({
  ...{ id, productId: id, categoryIds: [], quantity: 1, isDiscounted: false },
  ...{
    unitPrice: String(Number(taxIncluded) / 100),
    total: { taxExcluded: (taxIncluded * 5n) / 6n, taxIncluded },
  },
  ...changes,
});

const euros = (amount: string, taxIncluded = true) => ({ amount, currency: 'EUR', taxIncluded });

const cart = (...lines: VoucherLine[]): VoucherCart => ({ currency: 'EUR', lines });

const TEA = aLine('tea', 60_00n);
const POT = aLine('pot', 40_00n, { quantity: 2, unitPrice: '20' });

/** What is taken off with tax, or why nothing is. */
const outcomeOf = (of: VoucherCart, ...vouchers: VoucherRule[]): (bigint | string)[] => {
  const { applied, refused } = applyVouchers(vouchers, of);
  return vouchers.map(({ id }) => {
    const found = applied.find(({ voucher }) => voucher.id === id);
    return found?.total.taxIncluded ?? refused.find(({ voucher }) => voucher.id === id)?.obstacle ?? '';
  });
};

describe('applyVouchers', () => {
  it('takes a percentage off every line, each rounded by itself', () => {
    const { applied } = applyVouchers([aVoucher({ percent: '10' })], cart(TEA, aLine('cup', 6n)));

    expect(applied).toMatchObject([
      {
        lines: [
          { lineId: 'tea', taxExcluded: 5_00n, taxIncluded: 6_00n },
          { lineId: 'cup', taxExcluded: 1n, taxIncluded: 1n },
        ],
        total: { taxExcluded: 5_01n, taxIncluded: 6_01n },
      },
    ]);
  });

  it('lets percentages compound, the highest priority first', () => {
    const [later, first] = [
      aVoucher({ percent: '50', priority: 1 }),
      aVoucher({ amount: euros('20'), priority: 2 }),
    ];

    expect(outcomeOf(cart(TEA, POT), later, first)).toEqual([40_00n, 20_00n]);
  });

  it('takes an amount off in proportion to what lines cost, exactly', () => {
    const lines = [aLine('a', 10_00n), aLine('b', 10_00n), aLine('c', 10_00n)];

    const { applied } = applyVouchers([aVoucher({ amount: euros('10') })], cart(...lines));

    expect(applied[0]?.lines.map(({ taxIncluded }) => taxIncluded)).toEqual([3_33n, 3_34n, 3_33n]);
    expect(applied[0]?.total).toEqual({ taxExcluded: 8_32n, taxIncluded: 10_00n });
  });

  it('takes an amount without tax off the price without tax, and the tax on it', () => {
    const { applied } = applyVouchers([aVoucher({ amount: euros('10', false) })], cart(TEA));

    expect(applied[0]?.total).toEqual({ taxExcluded: 10_00n, taxIncluded: 12_00n });
  });

  it('never takes more off than there is, and tells what is left of the amount', () => {
    const voucher = aVoucher({ amount: euros('150') });

    const { applied } = applyVouchers([voucher], cart(TEA, POT));

    expect(applied).toMatchObject([{ total: { taxIncluded: 100_00n }, rest: 50_00n }]);
  });

  it('takes off chosen products and categories only', () => {
    const products = [{ productIds: [], categoryIds: ['pots'], minimumQuantity: 2 }];
    const inPots = { ...POT, categoryIds: ['kitchen', 'pots'] };

    expect(outcomeOf(cart(TEA, inPots), aVoucher({ percent: '50', appliesTo: 'chosen', products }))).toEqual([
      20_00n,
    ]);
  });

  it('takes off one of the cheapest product', () => {
    expect(outcomeOf(cart(TEA, POT), aVoucher({ percent: '50', appliesTo: 'cheapest' }))).toEqual([10_00n]);
  });

  it('makes one of a gift cost nothing', () => {
    expect(outcomeOf(cart(TEA, POT), aVoucher({ giftProductId: 'pot' }))).toEqual([20_00n]);
  });

  it('takes off one of the cheapest that is no gift', () => {
    const voucher = aVoucher({ giftProductId: 'pot', percent: '50', appliesTo: 'cheapest' });

    expect(outcomeOf(cart(TEA, POT), voucher)).toEqual([30_00n]);
  });

  it('leaves alone what has a discount already', () => {
    const discounted = { ...TEA, isDiscounted: true };
    const voucher = aVoucher({ percent: '10', excludeDiscounted: true });

    expect(outcomeOf(cart(discounted, POT), voucher)).toEqual([4_00n]);
    expect(outcomeOf(cart(discounted), voucher)).toEqual(['only-discounted']);
  });

  it('keeps one that makes shipping free, though it takes off no product', () => {
    expect(outcomeOf(cart(TEA), aVoucher({ freeShipping: true }))).toEqual([0n]);
  });

  it.each([
    ['what the database knows comes first', { obstacle: 'over' }, 'over'],
    ['an amount in another currency', { amount: { ...euros('1'), currency: 'USD' } }, 'other-currency'],
    ['a minimum that is reached', { minimum: euros('100') }, 10_00n],
    ['a minimum that is not', { minimum: euros('100.000001') }, 'minimum-not-reached'],
    ['a minimum without tax', { minimum: euros('83.34', false) }, 'minimum-not-reached'],
    [
      'a gift that would help to reach it',
      { minimum: euros('90'), giftProductId: 'pot' },
      'minimum-not-reached',
    ],
    ['a gift that is not there', { giftProductId: 'cup' }, 'gift-missing'],
    [
      'enough of a product',
      { products: [{ productIds: ['pot'], categoryIds: [], minimumQuantity: 2 }] },
      10_00n,
    ],
    [
      'too few of a product',
      { products: [{ productIds: ['pot'], categoryIds: [], minimumQuantity: 3 }] },
      'products-missing',
    ],
  ] as [string, Partial<VoucherRule>, bigint | string][])('knows %s', (_, changes, expected) => {
    expect(outcomeOf(cart(TEA, POT), aVoucher({ percent: '10', ...changes }))).toEqual([expected]);
  });

  it('gives nothing for an empty cart, nor when nothing is left', () => {
    expect(outcomeOf(cart(), aVoucher({ percent: '10' }))).toEqual(['cart-empty']);
    expect(outcomeOf(cart(TEA), aVoucher({ percent: '100' }), aVoucher({ percent: '10' }))).toEqual([
      60_00n,
      'nothing-left',
    ]);
  });

  it('keeps of two that exclude each other the one of higher priority, or that was there first', () => {
    const alone = aVoucher({ percent: '10', combinable: 'none' });
    const higher = aVoucher({ percent: '20', priority: 1 });
    const newer = aVoucher({ percent: '30', isInCart: false });

    expect(outcomeOf(cart(TEA), alone, higher)).toEqual(['not-combinable', 12_00n]);
    expect(outcomeOf(cart(TEA), newer, alone)).toEqual(['not-combinable', 6_00n]);
  });
});

describe('areCombinable', () => {
  it('needs both to allow it', () => {
    const all = aVoucher();
    const none = aVoucher({ combinable: 'none' });
    const list = aVoucher({ combinable: 'list', combinableWith: [all.id, none.id] });

    expect(
      [
        [all, aVoucher()],
        [all, none],
        [all, list],
        [none, list],
        [list, aVoucher()],
      ].map(([a = all, b = all]) => [areCombinable(a, b), areCombinable(b, a)]),
    ).toEqual([
      [true, true],
      [false, false],
      [true, true],
      [false, false],
      [false, false],
    ]);
  });
});

describe('random carts with random vouchers', () => {
  // A generator of its own, so that what fails fails again.
  let state = 42;
  const below = (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * n);
  };
  const oneOf = <T>(...values: [T, ...T[]]): T => values[below(values.length)] ?? values[0];

  const randomLine = (i: number): VoucherLine => {
    const [quantity, rate] = [1 + below(5), oneOf(0n, 7n, 20n, 25n)];
    const taxExcluded = BigInt(below(10 ** (1 + below(6))));
    const taxIncluded = (taxExcluded * (200n + 2n * rate) + 100n) / 200n;
    const total = { taxExcluded, taxIncluded };
    const unitPrice = (Number(taxIncluded) / 100 / quantity).toFixed(4);
    return { ...aLine(`p${i}`, taxIncluded, { quantity, unitPrice, total }), isDiscounted: below(3) === 0 };
  };

  const randomVoucher = (): VoucherRule =>
    aVoucher({
      ...(below(2)
        ? { percent: `${1 + below(100)}` }
        : { amount: euros(`${1 + below(9_999)}.${10 + below(90)}`, below(2) === 0) }),
      ...{
        appliesTo: oneOf('order', 'chosen', 'cheapest'),
        priority: below(3),
        excludeDiscounted: below(4) === 0,
      },
      giftProductId: below(5) === 0 ? 'p0' : null,
      products: [{ productIds: ['p0', 'p1'], categoryIds: [], minimumQuantity: 1 }],
    });

  it('never cost less than nothing, have no negative tax, and lose exactly what is taken off', () => {
    for (let round = 0; round < 2_000; round++) {
      const lines = Array.from({ length: 1 + below(6) }, (_, i) => randomLine(i));
      const vouchers = Array.from({ length: 1 + below(4) }, randomVoucher);

      const { applied, refused } = applyVouchers(vouchers, cart(...lines));

      expect(applied.length + refused.length).toBe(vouchers.length);
      for (const line of lines) {
        const taken = applied.flatMap((one) => one.lines.filter(({ lineId }) => lineId === line.id));
        const left = taken.reduce(
          (rest, { taxExcluded, taxIncluded }) => ({
            taxExcluded: rest.taxExcluded - taxExcluded,
            taxIncluded: rest.taxIncluded - taxIncluded,
          }),
          line.total,
        );
        expect(left.taxExcluded).toBeGreaterThanOrEqual(0n);
        expect(left.taxIncluded).toBeGreaterThanOrEqual(left.taxExcluded);
        expect(taken.every(({ taxExcluded, taxIncluded }) => taxExcluded >= 0n && taxIncluded >= 0n)).toBe(
          true,
        );
      }
      for (const { voucher, total, rest } of applied) {
        if (!voucher.amount || voucher.giftProductId) continue;
        const side = voucher.amount.taxIncluded ? total.taxIncluded : total.taxExcluded;
        expect(side + rest).toBe(BigInt(Math.round(Number(voucher.amount.amount) * 100)));
      }
    }
  });
});
