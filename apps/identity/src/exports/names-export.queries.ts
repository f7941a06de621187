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
