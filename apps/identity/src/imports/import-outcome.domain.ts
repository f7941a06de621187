import type { Mistake } from './column.domain';
import type { Fields } from './rows.domain';

export const IMPORT_MODES = ['create', 'update', 'both'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What became of a row, or would. */
export type Outcome = 'created' | 'updated' | 'unchanged' | Mistake;

/** What a form of the shop finds wrong with something new, or with a change, that is of these customers. */
export type FormCheck = (
  fields: Fields,
  kind: 'whole' | 'change',
  customerIds: readonly string[],
) => Mistake | undefined;

/** What there is to do with a row that has been matched; a mistake, if that is not wanted. */
export function taskFor(isKnown: boolean, mode: ImportMode, what: string): 'create' | 'update' | Mistake {
  if (isKnown && mode === 'create')
    return {
      column: null,
      code: 'exists-already',
      message: `There is such a ${what}, and only new ones are wanted.`,
    };
  if (!isKnown && mode === 'update')
    return {
      column: null,
      code: 'not-found',
      message: `There is no such ${what}, and no new ones are wanted.`,
    };
  return isKnown ? 'update' : 'create';
}
