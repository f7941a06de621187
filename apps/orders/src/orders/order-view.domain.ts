import type { OwnValues } from '@clientele/forms';
import { decimal, formatPrice, formatTotal, type OrderFacts, type Place, shopAt } from '@clientele/contracts';
import type { Totals } from '../carts/cart-price.domain';
import type { VoucherUse } from '../vouchers/cart-discount.domain';
import type { OrderLineView, OrderView } from './orders.views';

/** A line as it is stored. */
export interface OrderLineRow {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly categoryIds: readonly string[];
  readonly defaultCategoryId: string | null;
  readonly quantity: number;
  readonly basePrice: string;
  readonly unitTaxExcluded: string;
  readonly unitTaxIncluded: string;
  readonly totalTaxExcluded: string;
  readonly totalTaxIncluded: string;
  readonly taxRate: string;
  readonly discountPercent: string;
  readonly discountOrigin: 'none' | 'group' | 'category';
  readonly discountGroupId: string;
  readonly discountCategoryId: string | null;
}

/** An order as it is stored. */
export interface OrderRow extends Place {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly contactId: string | null;
  readonly profileId: string | null;
  readonly groupId: string;
  readonly currency: string;
  readonly custom: OwnValues;
  readonly vouchers: readonly VoucherUse[];
  readonly totals: Totals;
  readonly paid: string;
  readonly refunded: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly lines: readonly OrderLineRow[];
}

/** An order as the API shows it. */
export const toOrderView = (order: OrderRow): OrderView => ({
  id: order.id,
  reference: order.reference,
  atShopId: shopAt(order),
  state: order.state,
  cartId: order.cartId,
  customerId: order.customerId,
  contactId: order.contactId,
  profileId: order.profileId,
  groupId: order.groupId,
  currency: order.currency,
  custom: order.custom,
  lines: order.lines.map((line) => toOrderLineView(line, order.currency)),
  vouchers: [...order.vouchers],
  totals: order.totals,
  paid: formatTotal(decimal(order.paid), order.currency),
  refunded: formatTotal(decimal(order.refunded), order.currency),
  open: formatTotal(decimal(order.totals.total.taxIncluded).minus(order.paid), order.currency),
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
  version: order.version,
});

/** A line as the API shows it. */
export function toOrderLineView(line: OrderLineRow, currency: string): OrderLineView {
  const taxExcluded = decimal(line.totalTaxExcluded);
  const taxIncluded = decimal(line.totalTaxIncluded);
  return {
    id: line.id,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    categoryIds: [...line.categoryIds],
    quantity: line.quantity,
    basePrice: formatPrice(decimal(line.basePrice), currency),
    unitPrice: {
      taxExcluded: formatPrice(decimal(line.unitTaxExcluded), currency),
      taxIncluded: formatPrice(decimal(line.unitTaxIncluded), currency),
    },
    discount: {
      percent: line.discountPercent,
      origin: line.discountOrigin,
      groupId: line.discountGroupId,
      categoryId: line.discountCategoryId,
    },
    taxRate: line.taxRate,
    total: {
      taxExcluded: formatTotal(taxExcluded, currency),
      taxIncluded: formatTotal(taxIncluded, currency),
    },
    tax: formatTotal(taxIncluded.minus(taxExcluded), currency),
  };
}

/** What others are told of an order. */
export const factsOf = (order: OrderRow): OrderFacts => ({
  orderId: order.id,
  reference: order.reference,
  atShopId: order.atShopId ?? undefined,
  customerId: order.customerId,
  contactId: order.contactId ?? undefined,
  cartId: order.cartId,
  groupId: order.groupId,
  currency: order.currency,
  total: order.totals.total.taxIncluded,
  totalTaxExcluded: order.totals.total.taxExcluded,
  placedAt: order.placedAt,
  ...(order.vouchers.length > 0 && { voucherIds: order.vouchers.map(({ id }) => id) }),
  lines: order.lines.map(({ id, productId, categoryIds, defaultCategoryId, quantity, totalTaxIncluded }) => ({
    lineId: id,
    productId,
    categoryIds: [...categoryIds],
    defaultCategoryId,
    quantity,
    total: formatTotal(decimal(totalTaxIncluded), order.currency),
  })),
});
