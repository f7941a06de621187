import { ShopUnknown } from '@clientele/auth';
import type { FieldError } from '@clientele/contracts';
import type { Database, Tx } from '@clientele/database';
import { sharingShops } from '../shops/known-shops.queries';

/** Refuses shops that do not share the customers of a main one. Shops are never gone, so nothing needs to be locked. */
export async function requireShops(
  on: Database | Tx,
  mainShopId: string,
  shopIds: readonly string[],
  pointerTo: (index: number) => string = (index) => `/shopIds/${index}`,
): Promise<void> {
  const others = shopIds.filter((id) => id !== mainShopId);
  if (others.length === 0) return;
  const known = new Set((await sharingShops.rows(on, [mainShopId, others])).map(({ id }) => id));
  const errors: FieldError[] = shopIds.flatMap((id, index) =>
    id === mainShopId || known.has(id)
      ? []
      : [
          {
            pointer: pointerTo(index),
            code: 'shop-unknown',
            message: `No shop ${id} shares customers here.`,
          },
        ],
  );
  if (errors.length > 0) throw new ShopUnknown({ errors });
}
