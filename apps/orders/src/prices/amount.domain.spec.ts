import { decimal, formatPrice, formatTotal } from '@clientele/contracts';
import fc from 'fast-check';
import { formatAmount, formatShort, isTooLarge, parseAmount, roundAmount } from './amount.domain';

describe('amounts', () => {
  it.each([
    ['12.34', 2, 1234n],
    ['12.3', 6, 12_300_000n],
    ['12', 2, 1200n],
    ['0', 6, 0n],
    ['-0.5', 2, -50n],
    ['99999999999999.999999', 6, 99_999_999_999_999_999_999n],
  ])('read %s with scale %d', (text, scale, amount) => {
    expect(parseAmount(text, scale)).toBe(amount);
  });

  it.each([
    [15n, 2n],
    [14n, 1n],
    [-15n, -2n],
    [-14n, -1n],
    [0n, 0n],
  ])('round %d tenths half away from zero to %d', (tenths, ones) => {
    expect(roundAmount(tenths, 1, 0)).toBe(ones);
  });

  it('are written with all decimals, or as few as needed', () => {
    expect([formatAmount(5n, 2), formatAmount(-5n, 2), formatAmount(1200n, 0)]).toEqual([
      '0.05',
      '-0.05',
      '1200',
    ]);
    expect([
      formatShort(12_300_000n, 6, 2),
      formatShort(12_000_000n, 6, 0),
      formatShort(12_345_678n, 6, 2),
    ]).toEqual(['12.30', '12', '12.345678']);
  });

  it('are what the decimal library makes of them', () => {
    const millionths = fc.bigInt({ min: 0n, max: 10n ** 19n });

    const same = fc.check(
      fc.property(millionths, (amount) => {
        const exact = decimal(formatAmount(amount, 6));
        return (
          formatAmount(roundAmount(amount, 6, 2), 2) === formatTotal(exact, 'EUR') &&
          formatShort(amount, 6, 3) === formatPrice(exact, 'KWD') &&
          parseAmount(exact.toFixed(), 6) === amount
        );
      }),
    );

    expect(same).toMatchObject({ failed: false });
  });
});

describe('isTooLarge', () => {
  it('is what twenty digits with six decimals cannot hold', () => {
    expect(isTooLarge(9_999_999_999_999_999n, 'EUR')).toBe(false);
    expect(isTooLarge(10_000_000_000_000_000n, 'EUR')).toBe(true);
    expect(isTooLarge(100_000_000_000_000n, 'JPY')).toBe(true);
  });
});
