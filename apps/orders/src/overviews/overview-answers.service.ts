import {
  type CartGlance,
  decimal,
  formatTotal,
  type OrdersOverviewAnswer,
  ordersOverview,
  type OrdersOverviewQuestion,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { NO_CURRENCY } from '../carts/cart-price.domain';
import { lastCarts, lastOrders, mostBought } from './overview.queries';

/** Answers identity's question about a customer. */
@Injectable()
export class OverviewAnswers {
  constructor(private readonly db: Database) {}

  @Answers(ordersOverview)
  async ofCustomer(question: OrdersOverviewQuestion): Promise<OrdersOverviewAnswer> {
    const { shopId, customerId, parts, payments } = question;
    const [orders, products, carts] = await Promise.all([
      parts.includes('orders') ? lastOrders.first(this.db, [shopId, customerId, payments]) : undefined,
      parts.includes('products') ? mostBought.first(this.db, [shopId, customerId]) : undefined,
      parts.includes('carts') ? lastCarts.first(this.db, [shopId, customerId]) : undefined,
    ]);
    return {
      orders: orders?.part,
      products: products?.part,
      carts: carts && { ...carts.part, items: carts.part.items.map(withDigits) },
    };
  }
}

function withDigits(cart: CartGlance): CartGlance {
  const format = (amount: string): string => formatTotal(decimal(amount), cart.currency ?? NO_CURRENCY);
  const { taxExcluded, taxIncluded } = cart.total;
  return { ...cart, total: { taxExcluded: format(taxExcluded), taxIncluded: format(taxIncluded) } };
}
