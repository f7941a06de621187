import type { Tx } from '@clientele/database';
import { statement } from '@clientele/database';
import type { Mistake } from './column.domain';
import type { Row } from './rows.domain';

// They stay until the commit, as customers and contacts are to refer to them.
const titles = statement<{ id: string; name: string }>(
  'import-titles',
  `SELECT t.id, lower(n.value) AS name FROM titles t, jsonb_each_text(t.name) n WHERE t.shop_id = $1 FOR KEY SHARE OF t`,
);

// Neither does a shop cease to be, nor do two that share customers have one name.
const shops = statement<{ id: string; name: string; isMain: boolean }>(
  'import-shops',
  'SELECT id, name, main_shop_id IS NULL AS "isMain" FROM shops WHERE customers_of = $1',
);

const profiles = statement<Profile & { readonly name: string }>(
  'import-profiles',
  `SELECT p.id, p.code, lower(n.value) AS name FROM profiles p, jsonb_each_text(p.name) n WHERE p.shop_id = $1
   FOR KEY SHARE OF p`,
);

/** A profile as far as links are concerned. */
export interface Profile extends Record<string, unknown> {
  readonly id: string;
  readonly code: string | null;
}

/** Finds profiles by their code, by their name in any language, or by their id. None is ever made. */
export async function profilesByName(tx: Tx, shopId: string): Promise<(text: string) => readonly Profile[]> {
  const found = await profiles.rows(tx, [shopId]);
  return (text) => {
    const wanted = text.trim().toLowerCase();
    const ofCode = found.find(({ code }) => code === wanted);
    const named = found.filter(({ id, name }) => name === wanted || id === wanted);
    return ofCode ? [ofCode] : [...new Map(named.map((profile) => [profile.id, profile])).values()];
  };
}

async function titlesByName(tx: Tx, shopId: string): Promise<(text: string) => readonly string[]> {
  const found = await titles.rows(tx, [shopId]);
  return (text) => {
    const wanted = text.trim().toLowerCase();
    return [...new Set(found.filter(({ id, name }) => name === wanted || id === wanted).map(({ id }) => id))];
  };
}

/** The rows with ids of titles instead of names, or with what is wrong with these. */
export async function withTitles(
  tx: Tx,
  shopId: string,
  rows: readonly Row[],
): Promise<readonly (Row | Mistake)[]> {
  if (!rows.some(({ fields }) => typeof fields['title'] === 'string')) return rows.map(untitled);
  const idsOf = await titlesByName(tx, shopId);
  return rows.map((row) => {
    const { title, ...fields } = row.fields;
    if (typeof title !== 'string') return untitled(row);
    const [titleId, another] = idsOf(title);
    if (titleId === undefined)
      return { column: 'title', code: 'title-unknown', message: `There is no title ${title}.` };
    if (another !== undefined)
      return { column: 'title', code: 'title-ambiguous', message: `There are several titles ${title}.` };
    return { row: row.row, fields: { ...fields, titleId } };
  });
}

/** The rows with ids of the shops where customers registered instead of names, null for the main one; or with what is wrong. */
export async function withShops(
  tx: Tx,
  mainShopId: string,
  rows: readonly (Row | Mistake)[],
): Promise<readonly (Row | Mistake)[]> {
  if (!rows.some((row) => !('code' in row) && row.fields['registeredShop'] !== undefined)) return rows;
  const found = await shops.rows(tx, [mainShopId]);
  const byText = new Map(
    found.flatMap((shop) =>
      [shop.id, plain(shop.name), shop.name.trim()].map((text) => [text, shop] as const),
    ),
  );
  return rows.map((row) => {
    if ('code' in row || row.fields['registeredShop'] === undefined) return row;
    const { registeredShop, ...fields } = row.fields;
    const text = String(registeredShop).trim();
    const shop = byText.get(text) ?? byText.get(plain(text));
    if (!shop)
      return {
        column: 'registeredShop',
        code: 'shop-unknown',
        message: `There is no shop ${registeredShop}.`,
      };
    return { row: row.row, fields: { ...fields, registeredShopId: shop.isMain ? null : shop.id } };
  });
}

const plain = (text: string): string => text.trim().toLowerCase();

function untitled(row: Row): Row {
  if (row.fields['title'] === undefined) return row;
  const { title: _title, ...fields } = row.fields;
  return { row: row.row, fields: { ...fields, titleId: null } };
}
