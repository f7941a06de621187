import type { Tx } from '@clientele/database';
import { type Belongings, type Merge, rowsOf } from '@clientele/merging';
import type { ShopCurrencies } from '../shops/shop-currencies.service';
import { countFacts } from './count-facts';

/** Orders and carts of a merged customer are the survivor's, and counted there. */
export function mergedFacts(currencies: ShopCurrencies): readonly Belongings[] {
  const count = async (tx: Tx, { shopId, fromId, intoId }: Merge): Promise<void> => {
    const customers = new Map([fromId, intoId].map((id) => [id, shopId]));
    await countFacts(tx, customers, currencies, 'items');
  };
  return [
    rowsOf('customer_orders', { key: 'order_id' }),
    rowsOf('customer_carts', { key: 'cart_id' }),
    { move: count, putBack: count },
  ];
}
