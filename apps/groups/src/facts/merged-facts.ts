import type { Tx } from '@clientele/database';
import { type Belongings, type Merge, rowsOf } from '@clientele/merging';
import type { ShopCurrencies } from '../shops/shop-currencies.service';
import { countFacts, holdFacts } from './count-facts';

/** Orders and carts of a merged customer are the survivor's, and counted there. */
export function mergedFacts(currencies: ShopCurrencies): readonly Belongings[] {
  const both = ({ shopId, fromId, intoId }: Merge): ReadonlyMap<string, string> =>
    new Map([fromId, intoId].map((id) => [id, shopId]));
  const count = (tx: Tx, merge: Merge): Promise<void> => countFacts(tx, both(merge), currencies, 'items');
  // Before anything is looked for: whoever keeps an order or a cart meanwhile is waited for.
  const hold = async (tx: Tx, merge: Merge): Promise<void> => {
    await holdFacts(tx, both(merge), currencies);
  };
  return [
    { move: hold, putBack: hold },
    rowsOf('customer_orders', { key: 'order_id' }),
    rowsOf('customer_carts', { key: 'cart_id' }),
    { move: count, putBack: count },
  ];
}
