import { Clock } from '@clientele/config';
import type { FieldError, Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { ValidationFailed } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { isTooLarge } from './amount.domain';
import { isGuest, maySeePrices, priceContextOf } from './price-access.domain';
import { formatPair, type GroupPricing, priceLine } from './price.domain';
import type { PriceBody, PriceItemBody } from './prices.bodies';
import { AmountTooLarge, PricesNotReady, ProductUnknown } from './prices.problems';
import { pricing, type SoldProduct } from './prices.queries';
import type { PricesView, PriceView } from './prices.views';

/** Tells what products cost somebody. */
@Injectable()
export class PricesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async price(caller: Principal, { items, customerId }: PriceBody): Promise<PricesView> {
    const found = await pricing.first(this.db, [
      caller.shopId,
      customerToPriceFor(caller, customerId),
      this.clock.now(),
      items.map(({ productId }) => productId),
      isGuest(caller),
    ]);
    if (!found) throw new PricesNotReady({ detail: 'Please try again in a moment.' });
    const products = new Map(found.products.map((product) => [product.id, product]));
    refuseUnknown(items, products);

    const group = { id: found.id, priceDisplay: found.priceDisplay };
    if (!found.showPrices || !maySeePrices(caller))
      return {
        group,
        pricesHidden: true,
        items: items.map(({ productId, quantity }) => ({ productId, quantity })),
      };
    const currencies = new Set(found.products.map(({ currency }) => currency));
    return {
      group,
      pricesHidden: false,
      currency: currencies.size === 1 ? found.products[0]?.currency : undefined,
      items: items.map((item, i) => toView(item, i, products.get(item.productId), found)),
    };
  }
}

function customerToPriceFor(caller: Principal, customerId: string | undefined): string | null {
  if (caller.kind === 'employee' || caller.kind === 'client') return customerId ?? null;
  if (customerId !== undefined)
    throw new ValidationFailed({
      errors: [{ pointer: '/customerId', code: 'not-allowed', message: 'Only employees name a customer.' }],
    });
  return priceContextOf(caller);
}

function refuseUnknown(items: readonly PriceItemBody[], products: ReadonlyMap<string, SoldProduct>): void {
  const errors: FieldError[] = items.flatMap(({ productId }, i) =>
    products.has(productId)
      ? []
      : [
          {
            pointer: `/items/${i}/productId`,
            code: 'product-unknown',
            message: `There is no product ${productId} for sale.`,
          },
        ],
  );
  if (errors.length > 0) throw new ProductUnknown({ errors });
}

function toView(
  { productId, quantity }: PriceItemBody,
  index: number,
  product: SoldProduct | undefined,
  group: GroupPricing,
): PriceView {
  if (!product) return { productId, quantity };
  const { currency, taxRate } = product;
  const { total, ...line } = priceLine(product, quantity, group);
  if (isTooLarge(total.taxIncluded, currency))
    throw new AmountTooLarge({
      errors: [
        { pointer: `/items/${index}/quantity`, code: 'too-large', message: 'The total would be too large.' },
      ],
    });
  return { productId, quantity, currency, taxRate, ...line, total: formatPair(total, currency) };
}
