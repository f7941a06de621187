import { statement, type Tx } from '@clientele/database';

const RULES = 'id IN (SELECT rule_id FROM auto_assignment_groups WHERE group_id = $1)';

/** `(group)`: a rule that gives nothing else goes with the group. */
const endRules = statement(
  'auto-assignments-end-with-group',
  `DELETE FROM auto_assignments WHERE ${RULES}
     AND NOT EXISTS (SELECT FROM auto_assignment_groups g WHERE g.rule_id = id AND g.group_id <> $1)`,
);

/** `(group, replacement or null)` */
const giveInstead = statement(
  'auto-assignments-give-instead',
  `INSERT INTO auto_assignment_groups (rule_id, group_id)
   SELECT rule_id, $2 FROM auto_assignment_groups WHERE group_id = $1 ON CONFLICT DO NOTHING`,
);

/** `(group, replacement or null, now)` */
const changeRules = statement(
  'auto-assignments-without-group',
  `UPDATE auto_assignments
   SET default_group_id = CASE WHEN default_group_id = $1 THEN $2::uuid ELSE default_group_id END,
       version = version + 1, updated_at = $3
   WHERE ${RULES}`,
);

const takeOut = statement(
  'auto-assignment-groups-take-out',
  'DELETE FROM auto_assignment_groups WHERE group_id = $1',
);

/** Has rules give another group instead, or (null) none: those that gave nothing else go. */
export async function changeRulesThatGive(
  tx: Tx,
  groupId: string,
  insteadId: string | null,
  now: Date,
): Promise<void> {
  if (insteadId === null) await endRules.rows(tx, [groupId]);
  else await giveInstead.rows(tx, [groupId, insteadId]);
  await changeRules.rows(tx, [groupId, insteadId, now]);
  await takeOut.rows(tx, [groupId]);
}
