import type { GroupDeleted } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

/** `(group)`: how many vouchers are for it. */
export const countVouchersOf = statement<{ vouchers: number }>(
  'vouchers-of-group',
  'SELECT count(*)::integer AS vouchers FROM vouchers v WHERE $1::uuid = ANY (v.group_ids) AND v.deleted_at IS NULL',
);

// For a voucher of no other group is nobody left: without groups it would be for everybody, so it is switched off.
const leave = statement(
  'vouchers-leave-group',
  `WITH concerned AS (
     SELECT v.id, ARRAY(SELECT DISTINCT coalesce(nullif(g.id, $2), $3::uuid) FROM unnest(v.group_ids) AS g (id)
                        WHERE g.id <> $2 OR $3 IS NOT NULL) AS left_ids
     FROM vouchers v WHERE v.shop_id = $1 AND $2::uuid = ANY (v.group_ids) ORDER BY v.id FOR NO KEY UPDATE
   )
   UPDATE vouchers v
   SET group_ids = CASE WHEN cardinality(c.left_ids) > 0 THEN c.left_ids ELSE v.group_ids END,
       active = v.active AND cardinality(c.left_ids) > 0, version = v.version + 1, updated_at = $4
   FROM concerned c WHERE v.id = c.id`,
);

/** Vouchers of a group that is deleted become those of the one in its place, or are for its members no more. */
export async function leaveGroup(
  tx: Tx,
  shopId: string,
  { groupId, belongings, replacementGroupId }: GroupDeleted,
  now: string,
): Promise<void> {
  await leave.rows(tx, [shopId, groupId, belongings === 'move' ? (replacementGroupId ?? null) : null, now]);
}
