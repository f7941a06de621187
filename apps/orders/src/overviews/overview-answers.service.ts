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
import { overviewParts } from './overview.queries';

/** Answers identity's question about a customer. */
@Injectable()
export class OverviewAnswers {
  constructor(private readonly db: Database) {}

  @Answers(ordersOverview)
  async ofCustomer(question: OrdersOverviewQuestion): Promise<OrdersOverviewAnswer> {
    const { shopId, customerId, parts, payments } = question;
    const found = await overviewParts.first(this.db, [shopId, customerId, parts, payments]);
    return {
      ...(found?.orders && { orders: found.orders }),
      ...(found?.products && { products: found.products }),
      ...(found?.carts && { carts: { ...found.carts, items: found.carts.items.map(withDigits) } }),
    };
  }
}

function withDigits(cart: CartGlance): CartGlance {
  const format = (amount: string): string => formatTotal(decimal(amount), cart.currency ?? NO_CURRENCY);
  const { taxExcluded, taxIncluded } = cart.total;
  return { ...cart, total: { taxExcluded: format(taxExcluded), taxIncluded: format(taxIncluded) } };
}
