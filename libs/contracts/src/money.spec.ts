import {
  currencyDigits,
  decimal,
  formatPrice,
  formatRate,
  formatTotal,
  isCurrency,
  roundToCurrency,
} from './money';

describe('formatPrice', () => {
  it.each([
    ['19.812', 'EUR', '19.812'],
    ['19.8', 'EUR', '19.80'],
    ['20', 'EUR', '20.00'],
    ['0', 'EUR', '0.00'],
    ['100', 'JPY', '100'],
    ['100.50', 'JPY', '100.5'],
    ['10', 'JPY', '10'],
    ['1.2', 'KWD', '1.200'],
    ['0.0000005', 'EUR', '0.000001'],
    ['0.00000049', 'EUR', '0.00'],
    ['99999999999999.999999', 'EUR', '99999999999999.999999'],
  ])('writes %s in %s as %s', (amount, currency, text) => {
    expect(formatPrice(decimal(amount), currency)).toBe(text);
  });
});

describe('formatTotal', () => {
  it.each([
    ['1.005', 'EUR', '1.01'],
    ['-1.005', 'EUR', '-1.01'],
    ['12', 'EUR', '12.00'],
    ['0.5', 'JPY', '1'],
    ['1.2345', 'KWD', '1.235'],
  ])('rounds %s in %s half away from zero to %s', (amount, currency, text) => {
    expect(formatTotal(decimal(amount), currency)).toBe(text);
    expect(roundToCurrency(decimal(amount), currency).eq(text)).toBe(true);
  });
});

describe('formatRate', () => {
  it('has no trailing zeros', () => {
    expect(['10.50', '0.00', '100'].map(formatRate)).toEqual(['10.5', '0', '100']);
  });
});

describe('currencies', () => {
  it('are known by their code in capitals, with their digits', () => {
    expect(['EUR', 'JPY', 'KWD'].map(currencyDigits)).toEqual([2, 0, 3]);
    expect(['EUR', 'eur', 'XYZ', ''].map(isCurrency)).toEqual([true, false, false, false]);
  });
});
