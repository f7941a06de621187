import type { FieldError } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { GroupUnknown } from './groups.problems';

// The lock keeps the groups until the transaction has put what refers to them. Those that are being deleted count as gone.
const known = statement<{ id: string }>(
  'groups-known',
  'SELECT id FROM groups WHERE shop_id = $1 AND id = ANY ($2::uuid[]) AND deleting_at IS NULL ORDER BY id FOR KEY SHARE',
);

/** A group by its name, its place and the shops in which it counts; none: all. */
export interface NamedGroup {
  readonly id: string;
  readonly name: Record<string, string>;
  readonly position: number;
  readonly shopIds: readonly string[];
}

/** `(groups)`: what they are called, where they stand and count. */
export const groupsNamed = statement<NamedGroup & Record<string, unknown>>(
  'groups-named',
  'SELECT id, name, position, shop_ids AS "shopIds" FROM groups WHERE id = ANY ($1::uuid[])',
);

/** Those of the ids that are groups of the shop; they stay until the end of the transaction. */
export async function knownGroups(
  tx: Tx,
  shopId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await known.rows(tx, [shopId, ids])).map(({ id }) => id));
}

/** Refuses ids that are no groups of the shop. The keys of `ids` point to where the caller wrote them. */
export async function requireGroups(
  tx: Tx,
  shopId: string,
  ids: Readonly<Record<string, string>>,
): Promise<void> {
  const groups = await knownGroups(tx, shopId, Object.values(ids));
  const errors: FieldError[] = Object.entries(ids)
    .filter(([, id]) => !groups.has(id))
    .map(([pointer, id]) => ({ pointer, code: 'group-unknown', message: `There is no group ${id}.` }));
  if (errors.length > 0) throw new GroupUnknown({ errors });
}
