import { type Database, statement } from '@clientele/database';
import { textIn } from '../languages/language.domain';

interface Title extends Record<string, unknown> {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
}

const all = statement<Title>('export-titles', 'SELECT id, name FROM titles WHERE shop_id = $1');

/** By id, what an import takes for each title: its name, or the id where several have that name. */
export async function titleTexts(
  db: Database,
  shopId: string,
  language: string,
): Promise<Readonly<Record<string, string>>> {
  const titles = await all.rows(db, [shopId]);
  const holders = (text: string): number =>
    titles.filter(({ name }) => Object.values(name).some((one) => same(one, text))).length;
  return Object.fromEntries(
    titles.map(({ id, name }) => {
      const text = textIn([language, 'en'], name) ?? id;
      return [id, holders(text) === 1 ? text : id];
    }),
  );
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();
