import { type Place, shopAt } from '@clientele/contracts';
import { formatPair, formatTax } from '../prices/price.domain';
import { toVoucherUse } from '../vouchers/cart-discount.domain';
import { NO_CURRENCY, type PricedCart, type PricedCartLine } from './cart-price.domain';
import type { CartLineView, CartView } from './carts.views';

/** What the API tells of a cart besides its contents. */
export type CartHeader = Pick<
  CartView,
  | 'id'
  | 'number'
  | 'state'
  | 'customerId'
  | 'visitorId'
  | 'contactId'
  | 'custom'
  | 'group'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
> &
  Place;

/** A cart as the API shows it. */
export const toCartView = (
  header: CartHeader,
  { currency, lines, totals, changes, vouchers, voucherChanges }: PricedCart,
): CartView => ({
  id: header.id,
  number: header.number,
  state: header.state,
  orderId: null,
  atShopId: shopAt(header),
  customerId: header.customerId,
  visitorId: header.visitorId,
  contactId: header.contactId,
  custom: header.custom,
  currency,
  group: { id: header.group.id, priceDisplay: header.group.priceDisplay },
  lines: lines.map(toLineView),
  totals,
  changes: [...changes],
  vouchers: vouchers.map((applied) => toVoucherUse(applied, currency ?? NO_CURRENCY)),
  voucherChanges: [...voucherChanges],
  createdAt: header.createdAt,
  updatedAt: header.updatedAt,
  version: header.version,
});

function toLineView({ id, quantity, product, price }: PricedCartLine): CartLineView {
  const { id: productId, sku, name, taxRate, currency } = product;
  if (!price) return { id, productId, sku, name, quantity, available: false };
  const { total, ...figures } = price;
  return {
    id,
    productId,
    sku,
    name,
    quantity,
    available: true,
    ...figures,
    taxRate,
    total: formatPair(total, currency),
    tax: formatTax(total, currency),
  };
}
