import type { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import { type StockedCart, stockCarts } from '../data/carts';
import type { LoadedShop } from '../data/load';
import { toBytes } from '../driver/request';
import type { Operation } from './operation';
import { choosing, namesOf, type Shopper } from './shoppers';

/** Carts in use; so many that two connections seldom meet in one. */
const OPEN_CARTS = 8_000;

/** More of a product, into one of many carts. */
export async function addLine(
  { productIds }: LoadedShop,
  shoppers: readonly Shopper[],
  orders: Client,
): Promise<Operation> {
  const carts = await stockCarts(
    orders,
    shoppers.map(({ customerId }) => customerId),
    OPEN_CARTS,
  );
  const [cart, product] = [choosing(carts, 5), choosing(productIds, 6)];
  const byCustomer = new Map(shoppers.map((shopper) => [shopper.customerId, shopper]));
  return {
    name: 'add line to cart',
    service: 'orders',
    status: 201,
    next: () => {
      const { id, customerId } = cart();
      const body = { productId: product(), quantity: 1 };
      return toBytes({
        method: 'POST',
        path: `/v1/carts/${id}/lines`,
        body,
        ...callOf(byCustomer.get(customerId)),
      });
    },
  };
}

/** A cart of two lines becomes an order; each cart once, so there must be enough of them. */
export function placeOrder(shoppers: readonly Shopper[], orders: () => Client): Operation {
  const stock: StockedCart[] = [];
  const byCustomer = new Map(shoppers.map((shopper) => [shopper.customerId, shopper]));
  return {
    name: 'place order',
    service: 'orders',
    status: 201,
    prepare: async (requests) => {
      const missing = requests - stock.length;
      if (missing > 0) stock.push(...(await stockCarts(orders(), [...byCustomer.keys()], missing)));
    },
    next: () => {
      const cart = stock.pop();
      if (!cart) throw new Error('The carts to order have run out.');
      const { token, headers } = callOf(byCustomer.get(cart.customerId));
      const once = { ...headers, 'idempotency-key': randomUUID() };
      return toBytes({ method: 'POST', path: '/v1/orders', token, headers: once, body: { cartId: cart.id } });
    },
  };
}

function callOf(shopper: Shopper | undefined): { token: string; headers: Record<string, string> } {
  if (!shopper) throw new Error('A cart belongs to somebody who is not there.');
  return { token: shopper.token, headers: namesOf(shopper) };
}
