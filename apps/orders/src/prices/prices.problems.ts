import { defineProblem } from '@clientele/contracts';

/** A product is named that the catalogue does not have, or that is not active. */
export class ProductUnknown extends defineProblem('invalid', 'product-unknown', 'A product is not known') {}

/** The group of the caller sees no prices, or the contact's profile does not allow it; so there is no cart either. */
export class PricesHidden extends defineProblem(
  'forbidden',
  'prices-hidden',
  'Prices are not shown to you',
) {}

/** The groups are not known here yet: a matter of moments after an installation. */
export class PricesNotReady extends defineProblem(
  'unavailable',
  'prices-not-ready',
  'Prices are not ready yet',
) {}

/** An amount would have more than 14 digits before the point. */
export class AmountTooLarge extends defineProblem('invalid', 'amount-too-large', 'An amount is too large') {}

/** Amounts of two currencies cannot be put together. */
export class CurrencyMismatch extends defineProblem(
  'invalid',
  'currency-mismatch',
  'The currency is another one',
) {}
