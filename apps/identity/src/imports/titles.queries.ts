import type { Tx } from '@clientele/database';
import { statement } from '@clientele/database';

// They stay until the commit, as customers are to refer to them.
const names = statement<{ id: string; name: string }>(
  'import-titles',
  `SELECT t.id, lower(n.value) AS name FROM titles t, jsonb_each_text(t.name) n WHERE t.shop_id = $1 FOR KEY SHARE OF t`,
);

/** Finds titles by their name in any language, or by their id. None is ever made. */
export async function titlesByName(tx: Tx, shopId: string): Promise<(text: string) => readonly string[]> {
  const found = await names.rows(tx, [shopId]);
  return (text) => {
    const wanted = text.trim().toLowerCase();
    return [...new Set(found.filter(({ id, name }) => name === wanted || id === wanted).map(({ id }) => id))];
  };
}
