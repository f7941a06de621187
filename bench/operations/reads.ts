import type { LoadedShop } from '../data/load';
import { toBytes } from '../driver/request';
import type { Operation } from './operation';
import { choosing, namesOf, type Shopper } from './shoppers';

/** One customer, with everything that hangs on it. */
export function customerById({ customerIds }: LoadedShop, token: string): Operation {
  const pick = choosing(customerIds, 1);
  return {
    name: 'customer by id, with addresses and groups',
    service: 'identity',
    status: 200,
    throughGateway: true,
    next: () => toBytes({ method: 'GET', path: `/v1/customers/${pick()}`, token }),
  };
}

/** What an employee types to find somebody: some letters of an e-mail. */
export function customersByEmail({ emails }: LoadedShop, token: string): Operation {
  const pick = choosing(emails, 2);
  const prefix = (email: string) => email.slice(0, email.indexOf('.') + 4);
  return {
    name: 'customers by the beginning of the e-mail, 20 rows',
    service: 'identity',
    status: 200,
    next: () => toBytes({ method: 'GET', path: `/v1/customers?email=${prefix(pick())}&limit=20`, token }),
  };
}

/** Everything there is of a customer with 5 000 orders: what somebody at a desk opens, so a few at a time. */
export function customerOverview({ regularId }: LoadedShop, token: string): Operation {
  return {
    name: 'overview of a customer with 5 000 orders, 4 at a time',
    service: 'identity',
    asks: ['groups', 'orders', 'support'],
    status: 200,
    connections: 4,
    p99Aim: 60,
    next: () => toBytes({ method: 'GET', path: `/v1/customers/${regularId}/overview`, token }),
  };
}

/** The prices of a page of products. */
export function prices({ productIds }: LoadedShop, shoppers: readonly Shopper[]): Operation {
  const [shopper, product] = [choosing(shoppers, 3), choosing(productIds, 4)];
  return {
    name: 'prices of 20 products',
    service: 'orders',
    status: 200,
    next: () => {
      const caller = shopper();
      const items = Array.from({ length: 20 }, (_, i) => ({ productId: product(), quantity: 1 + (i % 3) }));
      const headers = namesOf(caller);
      return toBytes({ method: 'POST', path: '/v1/prices', token: caller.token, headers, body: { items } });
    },
  };
}
