import { ProductUnknown, CurrencyMismatch } from '../prices/prices.problems';
import type { MoneyPair, ProductToPrice } from '../prices/price.domain';
import { CartIsFull, CartLineNotFound, QuantityTooLarge } from './carts.problems';

/** How much of a product fits into one line. */
export const LARGEST_QUANTITY = 1_000_000;
/** How many lines fit into one cart. */
const MOST_LINES = 500;

/** A product as a cart sees it. */
export interface CartProduct extends ProductToPrice {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly active: boolean;
  /** All its categories; only read when an order is placed. */
  readonly categoryIds?: readonly string[];
}

/** A product in a cart. */
export interface CartLineContent {
  readonly id: string;
  readonly quantity: number;
  readonly product: CartProduct;
  /** The unit price that was shown last; null for a line that is new. */
  readonly shown: MoneyPair | null;
}

/** What is in a cart. */
export interface CartContents {
  /** Null until it is given or the first line decides. */
  readonly currency: string | null;
  readonly lines: readonly CartLineContent[];
}

/** The cart with more of a product; `lineId` is for a line that is not there yet. */
export function addProduct(
  cart: CartContents,
  product: CartProduct | null,
  quantity: number,
  lineId: string,
): CartContents {
  if (!product?.active)
    throw new ProductUnknown({
      errors: [wrong('/productId', 'product-unknown', 'There is no such product for sale.')],
    });
  requireCurrency(cart, product.currency, '/productId');

  const present = cart.lines.find((line) => line.product.id === product.id);
  if (present) return changeQuantity(cart, present.id, present.quantity + quantity);
  if (cart.lines.length >= MOST_LINES) throw new CartIsFull({ detail: `A cart holds ${MOST_LINES} lines.` });
  return {
    currency: product.currency,
    lines: [...cart.lines, { id: lineId, quantity, product, shown: null }],
  };
}

/** The cart with another quantity in a line. */
export function changeQuantity(cart: CartContents, lineId: string, quantity: number): CartContents {
  requireLine(cart, lineId);
  if (quantity > LARGEST_QUANTITY)
    throw new QuantityTooLarge({
      errors: [wrong('/quantity', 'max', `A line holds ${LARGEST_QUANTITY} at most.`)],
    });
  return { ...cart, lines: cart.lines.map((line) => (line.id === lineId ? { ...line, quantity } : line)) };
}

/** The cart without a line. */
export function removeLine(cart: CartContents, lineId: string): CartContents {
  requireLine(cart, lineId);
  return { ...cart, lines: cart.lines.filter(({ id }) => id !== lineId) };
}

/** Throws unless the lines of `from` can be added to those of `into`, quantities adding up. */
export function requireMergeable(from: CartContents, into: CartContents): void {
  if (from.currency !== null) requireCurrency(into, from.currency, '/intoCartId');
  const quantities = new Map(into.lines.map(({ product, quantity }) => [product.id, quantity]));
  for (const { product, quantity } of from.lines) {
    const sum = (quantities.get(product.id) ?? 0) + quantity;
    if (sum > LARGEST_QUANTITY)
      throw new QuantityTooLarge({
        detail: `There would be more than ${LARGEST_QUANTITY} of ${product.id}.`,
      });
    quantities.set(product.id, sum);
  }
  if (quantities.size > MOST_LINES) throw new CartIsFull({ detail: `A cart holds ${MOST_LINES} lines.` });
}

function requireLine({ lines }: CartContents, lineId: string): void {
  if (!lines.some(({ id }) => id === lineId)) throw new CartLineNotFound();
}

function requireCurrency({ currency }: CartContents, other: string, pointer: string): void {
  if (currency !== null && currency !== other)
    throw new CurrencyMismatch({
      detail: `The cart is in ${currency}.`,
      errors: [wrong(pointer, 'currency-mismatch', `This is in ${other}, the cart in ${currency}.`)],
    });
}

const wrong = (pointer: string, code: string, message: string) => ({ pointer, code, message });
