import { type Database, statement } from '@clientele/database';
import { textsOf } from './names.domain';

interface Named extends Record<string, unknown> {
  readonly id: string;
  readonly code: string | null;
  readonly name: Readonly<Record<string, string>>;
}

const titles = statement<Named>(
  'export-titles',
  'SELECT id, NULL AS code, name FROM titles WHERE shop_id = $1',
);

const profiles = statement<Named>(
  'export-profiles',
  'SELECT id, code, name FROM profiles WHERE shop_id = $1',
);

const shops = statement<{ id: string; name: string }>(
  'export-shops',
  'SELECT id, name FROM shops WHERE main_shop_id = $1',
);

/** By id, what an import takes for each shop that shares the customers of a main one. */
export const shopTexts = async (
  db: Database,
  mainShopId: string,
): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await shops.rows(db, [mainShopId])).map(({ id, name }) => [id, name]));

/** By id, what an import takes for each title. */
export const titleTexts = async (
  db: Database,
  shopId: string,
  language: string,
): Promise<Readonly<Record<string, string>>> => textsOf(await titles.rows(db, [shopId]), language);

/** By id, what an import takes for each profile. */
export const profileTexts = async (
  db: Database,
  shopId: string,
  language: string,
): Promise<Readonly<Record<string, string>>> => textsOf(await profiles.rows(db, [shopId]), language);
