import type { Actor } from '@clientele/contracts';
import { statement } from '@clientele/database';
import { OUTBOX_IS_BEHIND } from '@clientele/messaging';

/** SQL that segment `s` names group `$1` of shop `$2`. */
export const NAMES_GROUP = `s.shop_id = $2 AND s.state <> 'deleted'
  AND ($1 = ANY (s.included_group_ids) OR $1 = ANY (s.excluded_group_ids) OR position($1::text IN s.rule::text) > 0)`;

/** `(group, shop)`: what refers to a group here. */
export const countReferences = statement<Record<'autoAssignments' | 'segments', number>>(
  'groups-references',
  `SELECT (SELECT count(*)::integer FROM auto_assignment_groups WHERE group_id = $1) AS "autoAssignments",
          (SELECT count(*)::integer FROM segments s WHERE ${NAMES_GROUP}) AS segments`,
);

/** `(group)`: of how many members it is the default. Looks at all of them: a matter of seconds for a million. */
export const countDefaultMembers = statement<{ count: number }>(
  'groups-default-members',
  `SELECT count(*)::integer AS count FROM memberships s JOIN members m ON m.customer_id = s.customer_id
   WHERE s.group_id = $1 AND m.default_group_id = $1`,
);

/** A group whose members are to be moved next. */
export interface Deletion {
  readonly groupId: string;
  readonly replacementGroupId: string;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly behind: boolean;
}

/** The next group whose members are to be moved, unless another replica is at it. */
export const nextDeletion = statement<Deletion & Record<string, unknown>>(
  'group-deletions-next',
  `SELECT group_id AS "groupId", replacement_group_id AS "replacementGroupId", actor_kind AS "actorKind",
          actor_id AS "actorId", ${OUTBOX_IS_BEHIND} AS behind
   FROM group_deletions ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
);

/** `(group, replacement)`: those that were to be replaced by a group that goes itself. */
export const replaceElsewhere = statement(
  'group-deletions-replace',
  'UPDATE group_deletions SET replacement_group_id = $2 WHERE replacement_group_id = $1',
);

/** Waits until nobody is about to join, and keeps the others from it. */
export const lockToEnd = statement('groups-lock-to-end', 'SELECT id FROM groups WHERE id = $1 FOR UPDATE');
