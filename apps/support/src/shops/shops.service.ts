import { Shops } from '@clientele/auth';
import { DEFAULT_SHOP_ID, type Place, placeOf } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { KnownShop } from './known-shop.entity';

// An equal version is told again.
const keep = statement(
  'known-shops-keep',
  `INSERT INTO known_shops AS s (id, main_shop_id, version) VALUES ($1, $2, $3)
   ON CONFLICT (id) DO UPDATE SET main_shop_id = excluded.main_shop_id, version = excluded.version
   WHERE s.version <= excluded.version`,
);

const mainOf = statement<{ mainShopId: string | null }>(
  'known-shops-main',
  'SELECT main_shop_id AS "mainShopId" FROM known_shops WHERE id = $1',
);

/** Knows the shops that identity told of. */
@Injectable()
export class ShopsService implements Shops {
  // Whose customers a shop has is fixed when it is made, and no shop is ever deleted.
  private readonly places = new Map<string, Place>([[DEFAULT_SHOP_ID, placeOf(DEFAULT_SHOP_ID, null)]]);

  constructor(private readonly db: Database) {}

  /** Whose customers a shop has; nothing if nobody told of such a shop. */
  async resolve(id: string): Promise<Place | undefined> {
    const known = this.places.get(id);
    if (known) return known;
    const shop = await mainOf.first(this.db, [id]);
    if (!shop) return undefined;
    const place = placeOf(id, shop.mainShopId);
    this.places.set(id, place);
    return place;
  }

  /** Keeps what identity told, unless something newer is known. */
  async keep(tx: Tx, { id, mainShopId, version }: KnownShop): Promise<void> {
    await keep.rows(tx, [id, mainShopId, version]);
  }
}
