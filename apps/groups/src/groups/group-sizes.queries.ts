import { statement } from '@clientele/database';

/**
 * SQL of how many customers are in group `g`: what was added up, and what happened since. It does not depend on how many
 * there are.
 */
export const MEMBERS = `(
  coalesce((SELECT z.members FROM group_sizes z WHERE z.group_id = g.id), 0)
  + coalesce((SELECT sum(c.change) FROM group_size_changes c WHERE c.group_id = g.id), 0))::integer`;

/** How many customers are in a group. */
export const countMembers = statement<{ members: number }>(
  'group-sizes-read',
  `SELECT ${MEMBERS} AS members FROM groups g WHERE g.id = $1`,
);

/** Takes the right to add up; whoever does not get it leaves it to who has it. */
export const lockSizes = statement<{ mine: boolean }>(
  'group-sizes-lock',
  `SELECT pg_try_advisory_xact_lock(hashtextextended('group sizes', 0)) AS mine`,
);

/** Adds up some changes; tells how many. */
export const addUp = statement<{ count: number }>(
  'group-sizes-add-up',
  `WITH taken AS (
     DELETE FROM group_size_changes
     WHERE id IN (SELECT id FROM group_size_changes ORDER BY id LIMIT 5000) RETURNING group_id, change
   ), sums AS (
     -- What is left of a group that is gone goes with it.
     SELECT t.group_id, sum(t.change) AS change FROM taken t JOIN groups g ON g.id = t.group_id GROUP BY t.group_id
   ), added AS (
     INSERT INTO group_sizes AS z (group_id, members) SELECT group_id, change FROM sums
     ON CONFLICT (group_id) DO UPDATE SET members = z.members + excluded.members
   )
   SELECT count(*)::integer AS count FROM taken`,
);
