import Big from 'big.js';

/** An exact decimal number, as prices, rates and quantities are computed with. */
export type Decimal = Big;

/** Amounts are stored as `numeric(20,6)`, so no single amount may reach ten to the fourteenth. */
export const LARGEST_AMOUNT = '99999999999999.999999';

// Longer divisions than the six decimals we store would only hide rounding; ours are all multiplications.
Big.DP = 12;

/** A decimal from its text. */
export const decimal = (text: string | number): Decimal => new Big(text);

/** How many digits after the point a currency is paid in (ISO 4217, as ICU knows it). */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;

  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  digits.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}
const digits = new Map<string, number>();

/** Rounds half away from zero to what can be paid in `currency`. */
export const roundToCurrency = (amount: Decimal, currency: string): Decimal =>
  amount.round(currencyDigits(currency), Big.roundHalfUp);

/** A total as the API shows it: always with the currency's digits, `"12.00"`. */
export const formatTotal = (amount: Decimal, currency: string): string =>
  amount.toFixed(currencyDigits(currency), Big.roundHalfUp);

/** A unit price as the API shows it: up to six decimals, no trailing zeros beyond the currency's digits. */
export function formatPrice(amount: Decimal, currency: string): string {
  const text = amount.toFixed(6, Big.roundHalfUp);
  const shortest = text.length - 6 + currencyDigits(currency);
  let end = text.length;
  while (end > shortest && text[end - 1] === '0') end--;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}

/** A percentage or rate as the API shows it: no trailing zeros. */
export const formatRate = (rate: string): string => decimal(rate).toFixed();

/** Tells whether `text` is an ISO 4217 code that ICU knows. */
export const isCurrency = (text: string): boolean => currencies.has(text);
const currencies = new Set(Intl.supportedValuesOf('currency'));
