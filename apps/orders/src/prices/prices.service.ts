import { ShopUnknown } from '@clientele/auth';
import { Clock } from '@clientele/config';
import {
  type FieldError,
  type MembershipFact,
  type Principal,
  seesOrdersBehind,
  shopAt,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { ValidationFailed } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { sharesCustomers } from '../shops/known-shops.queries';
import { isTooLarge } from './amount.domain';
import { membershipsBehind, type Why } from './price-explanation.domain';
import { isGuest, maySeePrices, priceContextOf } from './price-access.domain';
import { formatPair, type GroupPricing, priceLine } from './price.domain';
import type { PriceBody, PriceItemBody } from './prices.bodies';
import { AmountTooLarge, PricesNotReady, ProductUnknown } from './prices.problems';
import { explainedPricing, pricing, type SoldProduct } from './prices.queries';
import type { PriceExplanationView, PriceMembershipView, PricesView, PriceView } from './prices.views';

/** Tells what products cost somebody. */
@Injectable()
export class PricesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async price(caller: Principal, { items, customerId, shopId, explain }: PriceBody): Promise<PricesView> {
    const at = await this.shopToPriceAt(caller, shopId);
    const now = this.clock.now();
    const found = await (explain ? explainedPricing : pricing).first(this.db, [
      caller.shopId,
      customerToPriceFor(caller, customerId),
      now,
      items.map(({ productId }) => productId),
      isGuest(caller),
      at,
    ]);
    if (!found) throw new PricesNotReady({ detail: 'Please try again in a moment.' });
    const products = new Map(found.products.map((product) => [product.id, product]));
    refuseUnknown(items, products);

    const group = { id: found.id, priceDisplay: found.priceDisplay };
    const explanation = (views: readonly PriceView[] = []) =>
      found.why && {
        explanation: toExplanation(caller, found.why, { at, groupIds: groupsIn(group, views), now }),
      };
    if (!found.showPrices || !maySeePrices(caller))
      return {
        group,
        pricesHidden: true,
        items: items.map(({ productId, quantity }) => ({ productId, quantity })),
        ...explanation(),
      };
    const currencies = new Set(found.products.map(({ currency }) => currency));
    const views = items.map((item, i) => toView(item, i, products.get(item.productId), found));
    return {
      group,
      pricesHidden: false,
      currency: currencies.size === 1 ? found.products[0]?.currency : undefined,
      items: views,
      ...explanation(views),
    };
  }

  private async shopToPriceAt(caller: Principal, shopId: string | undefined): Promise<string> {
    if (shopId === undefined) return shopAt(caller);
    if (!isOfTheShop(caller)) throw onlyEmployees('shopId', 'a shop');
    if (shopId !== caller.shopId && !(await sharesCustomers.first(this.db, [shopId, caller.shopId])))
      throw new ShopUnknown({
        errors: [
          { pointer: '/shopId', code: 'shop-unknown', message: `No shop ${shopId} shares customers here.` },
        ],
      });
    return shopId;
  }
}

const groupsIn = ({ id }: { readonly id: string }, items: readonly PriceView[]): ReadonlySet<string> =>
  new Set([id, ...items.flatMap(({ discount }) => discount?.groupId ?? [])]);

// Who entered a customer's page sees its prices, but not what it bought to get them.
const toExplanation = (
  caller: Principal,
  why: Why,
  { at, groupIds, now }: { readonly at: string; readonly groupIds: ReadonlySet<string>; readonly now: Date },
): PriceExplanationView => ({
  shopId: at,
  policy: why.policy,
  memberships:
    caller.kind === 'visitor'
      ? []
      : membershipsBehind(why, groupIds, now).map((fact) => toMembershipView(caller, fact)),
  groupsNotCounting: caller.kind === 'visitor' ? [] : [...why.notCounting],
});

const toMembershipView = (
  caller: Principal,
  { groupId, expiresAt, source, cause }: MembershipFact,
): PriceMembershipView => ({
  groupId,
  expiresAt: expiresAt ?? null,
  source: source ?? null,
  cause: cause
    ? {
        orderId: seesOrdersBehind(caller) ? cause.orderId : null,
        ...{ productId: cause.productId ?? null, ruleId: cause.ruleId },
      }
    : null,
});

function customerToPriceFor(caller: Principal, customerId: string | undefined): string | null {
  if (isOfTheShop(caller)) return customerId ?? null;
  if (customerId !== undefined) throw onlyEmployees('customerId', 'a customer');
  return priceContextOf(caller);
}

const isOfTheShop = ({ kind }: Principal): boolean => kind === 'employee' || kind === 'client';

const onlyEmployees = (field: string, what: string): ValidationFailed =>
  new ValidationFailed({
    errors: [{ pointer: `/${field}`, code: 'not-allowed', message: `Only employees name ${what}.` }],
  });

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
