import { statement } from '@clientele/database';

/** `(shop)`: where its days are counted, if it was told. */
export const knownZone = statement<{ timeZone: string }>(
  'known-shops-zone',
  'SELECT time_zone AS "timeZone" FROM known_shops WHERE id = $1',
);

/** `(shop, time zone)`: locks a shop, which is made with that zone if it was never told. The condition that never holds still locks. */
export const lockShop = statement(
  'known-shops-lock',
  `INSERT INTO known_shops AS s (id, time_zone, version) VALUES ($1, $2, 0)
   ON CONFLICT (id) DO UPDATE SET version = s.version WHERE false`,
);

/**
 * `(shop, time zone, version, main shop)`: keeps a locked shop, and tells where its days were counted before; nothing if it is older.
 * Whose customers a shop shares is fixed when it is made; those who do not know of it say nothing.
 */
export const keepZone = statement<{ before: string }>(
  'known-shops-keep',
  `UPDATE known_shops s SET time_zone = $2, version = $3, main_shop_id = coalesce($4, s.main_shop_id)
   FROM (SELECT id, time_zone AS before FROM known_shops WHERE id = $1) b
   WHERE s.id = b.id AND s.version <= $3 RETURNING before`,
);

/** `(shop)`: waits for whoever changes its calendar, and keeps others from it until the end of the transaction. */
export const holdCalendar = statement('known-shops-hold', 'SELECT FROM known_shops WHERE id = $1 FOR SHARE');

/** `(main shop, shops)`: those of the shops that share its customers. */
export const sharingShops = statement<{ id: string }>(
  'known-shops-sharing',
  'SELECT id FROM known_shops WHERE id = ANY ($2::uuid[]) AND main_shop_id = $1',
);

const CURRENCY = 'SELECT currency FROM known_shops WHERE id = $1';

/** `(shop)`: its currency, if it was told. */
export const knownCurrency = statement<{ currency: string | null }>('known-shops-currency', CURRENCY);

/** `(shop, time zone)`: makes a shop that was never told. */
export const openShop = statement(
  'known-shops-open',
  'INSERT INTO known_shops (id, time_zone, version) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING',
);

/** `(shop)`: its currency, and keeps others from telling it until the end of the transaction. */
export const holdCurrency = statement<{ currency: string | null }>(
  'known-shops-hold-currency',
  `${CURRENCY} FOR SHARE`,
);

/** `(shop, currency)`: keeps the currency of a shop; nothing if it was told before. */
export const keepCurrency = statement<{ id: string }>(
  'known-shops-keep-currency',
  'UPDATE known_shops SET currency = $2 WHERE id = $1 AND currency IS NULL RETURNING id',
);
