import {
  addProduct,
  type CartContents,
  type CartProduct,
  changeQuantity,
  LARGEST_QUANTITY,
  removeLine,
  requireMergeable,
} from './cart.domain';
import { CartIsFull, CartLineNotFound, QuantityTooLarge } from './carts.problems';
import { CurrencyMismatch, ProductUnknown } from '../prices/prices.problems';

const tea: CartProduct = {
  id: 'tea',
  sku: 'TEA',
  name: 'Tea',
  active: true,
  price: '10',
  currency: 'EUR',
  taxRate: '20',
  defaultCategoryId: null,
  categoryDiscount: null,
  inherited: null,
};
const cartOf = (...lines: readonly (readonly [string, number])[]): CartContents => ({
  currency: 'EUR',
  lines: lines.map(([id, quantity]) => ({
    id: `line-${id}`,
    quantity,
    product: { ...tea, id },
    shown: null,
  })),
});
const empty: CartContents = { currency: null, lines: [] };

describe('addProduct', () => {
  it('makes the first line, whose currency becomes that of the cart', () => {
    expect(addProduct(empty, tea, 2, 'new')).toEqual({
      currency: 'EUR',
      lines: [{ id: 'new', quantity: 2, product: tea, shown: null }],
    });
  });

  it('adds to the line of a product that is there already', () => {
    expect(addProduct(cartOf(['tea', 2]), tea, 3, 'new').lines).toMatchObject([
      { id: 'line-tea', quantity: 5 },
    ]);
  });

  it('refuses what is unknown or not for sale', () => {
    expect(() => addProduct(empty, null, 1, 'new')).toThrow(ProductUnknown);
    expect(() => addProduct(empty, { ...tea, active: false }, 1, 'new')).toThrow(ProductUnknown);
  });

  it('refuses another currency', () => {
    expect(() => addProduct(cartOf(), { ...tea, currency: 'JPY' }, 1, 'new')).toThrow(CurrencyMismatch);
  });

  it('refuses a sum that does not fit into a line', () => {
    expect(() => addProduct(cartOf(['tea', 1]), tea, LARGEST_QUANTITY, 'new')).toThrow(QuantityTooLarge);
  });

  it('refuses the 501st line, but not more of a product that is there', () => {
    const full = cartOf(...Array.from({ length: 500 }, (_, i) => [`p${i}`, 1] as const));

    expect(() => addProduct(full, tea, 1, 'new')).toThrow(CartIsFull);
    expect(addProduct(full, { ...tea, id: 'p7' }, 1, 'new').lines).toHaveLength(500);
  });
});

describe('changeQuantity and removeLine', () => {
  it('touch one line only', () => {
    const cart = cartOf(['tea', 1], ['cup', 2]);

    expect(changeQuantity(cart, 'line-cup', 9).lines.map(({ quantity }) => quantity)).toEqual([1, 9]);
    expect(removeLine(cart, 'line-tea').lines.map(({ id }) => id)).toEqual(['line-cup']);
  });

  it('refuse a line that is not there', () => {
    expect(() => changeQuantity(cartOf(), 'line-tea', 1)).toThrow(CartLineNotFound);
    expect(() => removeLine(cartOf(), 'line-tea')).toThrow(CartLineNotFound);
  });
});

describe('requireMergeable', () => {
  it('lets carts of one currency together, and an empty one with any', () => {
    expect(() => requireMergeable(cartOf(['tea', 1]), cartOf(['tea', 2], ['cup', 1]))).not.toThrow();
    expect(() => requireMergeable(empty, { ...empty, currency: 'JPY' })).not.toThrow();
  });

  it('refuses two currencies and quantities that do not fit together', () => {
    expect(() => requireMergeable(cartOf(['tea', 1]), { ...cartOf(), currency: 'JPY' })).toThrow(
      CurrencyMismatch,
    );
    expect(() => requireMergeable(cartOf(['tea', 1]), cartOf(['tea', LARGEST_QUANTITY]))).toThrow(
      QuantityTooLarge,
    );
  });
});
