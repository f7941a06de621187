import type { FieldError } from '@clientele/contracts';
import type { VoucherEffect } from './voucher-rule.domain';

/** What the fields of a voucher may say wrongly about each other. */
interface VoucherToCheck extends Pick<VoucherEffect, 'appliesTo' | 'freeShipping' | 'products'> {
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly percent?: string | null;
  readonly amount?: object | null;
  readonly giftProductId?: string | null;
  readonly keepRest: boolean;
}

/** What in a voucher contradicts itself. */
export function contradictionsIn(voucher: VoucherToCheck): FieldError[] {
  const { startsOn, endsOn, percent, amount, giftProductId, products, appliesTo, freeShipping, keepRest } =
    voucher;
  const wrong: (FieldError | false)[] = [
    Boolean(startsOn && endsOn && startsOn > endsOn) &&
      error('/endsOn', 'before-start', 'It would end before it begins.'),
    Boolean(percent && amount) && error('/percent', 'excludes', 'percent and amount exclude each other.'),
    !(percent || amount || giftProductId || freeShipping) &&
      error(
        '/percent',
        'no-effect',
        'It takes nothing off: give a percentage, an amount, a gift or shipping.',
      ),
    appliesTo === 'chosen' &&
      products.length === 0 &&
      error('/products', 'none-chosen', 'Say which products are chosen.'),
    keepRest && !amount && error('/keepRest', 'no-amount', 'Only an amount leaves a rest.'),
    ...products.map(
      ({ productIds, categoryIds }, i) =>
        productIds.length + categoryIds.length === 0 &&
        error(`/products/${i}`, 'empty', 'Name products or categories.'),
    ),
  ];
  return wrong.filter((one) => one !== false);
}

const error = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
